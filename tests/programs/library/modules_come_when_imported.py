"""What the interpreter may have done in advance does not show: a module is there when it is imported."""
import sys

WANTED = ["threading", "random", "queue", "multiprocessing", "multiprocessing.pool"]
if __name__ == "__main__":
    print([name for name in WANTED if name in sys.modules])
    print(sys.argv[1:])

import queue

if __name__ == "__main__":
    print("threading" in sys.modules, "multiprocessing" in sys.modules, queue.Queue.__module__)

import multiprocessing

if __name__ == "__main__":
    print(hasattr(multiprocessing, "pool"), multiprocessing.context.__name__)

import random


def draw(results):
    results.put(random.random())


if __name__ == "__main__":
    import multiprocessing.pool

    print(multiprocessing.pool is sys.modules["multiprocessing.pool"])
    results = multiprocessing.get_context("spawn").Queue()
    children = [multiprocessing.get_context("spawn").Process(target=draw, args=(results,)) for _ in range(3)]
    for child in children:
        child.start()
    numbers = {results.get() for _ in children} | {random.random()}
    for child in children:
        child.join()
    print(len(numbers))
