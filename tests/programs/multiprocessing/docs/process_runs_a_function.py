# The simplest process: a function and its arguments.
from multiprocessing import Process


def greet(name):
    print("good morning,", name)


if __name__ == "__main__":
    process = Process(target=greet, args=("Ada",))
    process.start()
    process.join()
