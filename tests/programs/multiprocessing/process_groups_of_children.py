# A child is in the process group of its parent, until it makes one of its own.
import multiprocessing
import os
import sys


def report(queue, parents):
    inherited = os.getpgrp() == parents
    os.setpgrp()
    queue.put((inherited, os.getpgrp() == os.getpid(), os.getpgid(0) == os.getpid()))


def main():
    if os.getpgrp() != os.getpid():
        os.setpgrp()
    for method in "spawn", "fork", "forkserver":
        context = multiprocessing.get_context(method)
        queue = context.Queue()
        child = context.Process(target=report, args=(queue, os.getpgrp()))
        child.start()
        print(method, queue.get())
        child.join()
    grouped = multiprocessing.get_context("spawn").Process(target=lead)
    grouped.start()
    grouped.join()


def lead():
    os.setpgrp()
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    child = context.Process(target=report, args=(queue, os.getpid()))
    child.start()
    print("in a group of its own", queue.get(), os.getpgrp() == os.getpid())
    child.join()


if __name__ == "__main__":
    main()
