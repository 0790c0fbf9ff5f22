# An object of a manager lives as long as a process has a proxy for it.
import gc
from multiprocessing import Manager, Process


def use(numbers):
    numbers.append(2)


if __name__ == "__main__":
    with Manager() as manager:
        numbers = manager.list([1])
        names = manager.dict()
        print(manager._number_of_objects())
        del names
        gc.collect()
        print(manager._number_of_objects())
        process = Process(target=use, args=(numbers,))
        process.start()
        process.join()
        print(numbers, manager._number_of_objects())
        outer = manager.list([manager.dict(a=1)])
        gc.collect()
        # The inner object lives in the outer one.
        print(outer[0], len(outer))
