# Two processes add up the halves of a list in shared memory.
from multiprocessing import Process
from multiprocessing.managers import SharedMemoryManager
from multiprocessing.shared_memory import SharedMemory


def add_up(items, start, stop, totals, position):
    totals[position] = sum(items[index] for index in range(start, stop))


if __name__ == "__main__":
    with SharedMemoryManager() as manager:
        items = manager.ShareableList(range(200))
        totals = manager.ShareableList([0, 0])
        halves = [Process(target=add_up, args=(items, 0, 100, totals, 0)),
                  Process(target=add_up, args=(items, 100, 200, totals, 1))]
        for half in halves:
            half.start()
        for half in halves:
            half.join()
        print(list(totals), sum(totals) == sum(range(200)))
        name = manager.SharedMemory(size=64).name
    try:
        SharedMemory(name)
    except FileNotFoundError:
        print("gone with its manager")
