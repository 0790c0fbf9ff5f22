# SharedMemoryManager: two processes sum halves of one list, and its memory goes with the manager.
from multiprocessing import Process
from multiprocessing.managers import SharedMemoryManager
from multiprocessing.shared_memory import SharedMemory


def add_up(items, start, stop, sums, position):
    sums[position] = sum(items[n] for n in range(start, stop))


if __name__ == "__main__":
    with SharedMemoryManager() as manager:
        items = manager.ShareableList(range(200))
        sums = manager.ShareableList([0, 0])
        halves = [Process(target=add_up, args=(items, half * 100, half * 100 + 100, sums, half)) for half in (0, 1)]
        for half in halves:
            half.start()
        for half in halves:
            half.join()
        print(list(sums), sum(sums) == sum(range(200)))
        name = manager.SharedMemory(size=8).name
    try:
        SharedMemory(name)
    except FileNotFoundError as error:
        print(type(error).__name__, error.errno)
