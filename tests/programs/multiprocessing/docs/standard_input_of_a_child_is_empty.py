# A child reads nothing from standard input, and may put something else in its place.
import io
import os
import sys
from multiprocessing import Process


def read():
    try:
        print(input())
    except EOFError as error:
        print("EOFError:", error)
    print(repr(sys.stdin.read()))
    sys.stdin.close()
    sys.stdin = open(os.devnull)
    print(repr(sys.stdin.read()))
    sys.stdin = io.StringIO("two words")
    print(input().split())


if __name__ == "__main__":
    process = Process(target=read)
    process.start()
    process.join()
    print(process.exitcode)
