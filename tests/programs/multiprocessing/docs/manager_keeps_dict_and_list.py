# A manager's process keeps objects that other processes change.
from multiprocessing import Manager, Process


def change(names, numbers):
    names[3] = "three"
    names["four"] = 4
    names[0.5] = None
    numbers.reverse()


if __name__ == "__main__":
    with Manager() as manager:
        names = manager.dict()
        numbers = manager.list(range(6))
        process = Process(target=change, args=(names, numbers))
        process.start()
        process.join()
        print(names)
        print(numbers)
