# What is kept for one process must not be taken for another's: the pid says whose it is.
import os
from multiprocessing import Process


class Cache:
    def __init__(self):
        self._pid = os.getpid()
        self._entries = {}

    @property
    def entries(self):
        if os.getpid() != self._pid:
            self._pid = os.getpid()
            self._entries = {}
        return self._entries


cache = Cache()


def work():
    print("in the child:", cache.entries)
    cache.entries["child"] = 2


if __name__ == "__main__":
    cache.entries["main"] = 1
    process = Process(target=work)
    process.start()
    process.join()
    print("in the parent:", cache.entries)
