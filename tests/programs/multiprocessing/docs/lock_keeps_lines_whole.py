# order: any
# One process at a time prints.
from multiprocessing import Lock, Process


def say(lock, number):
    lock.acquire()
    try:
        print("this is", number)
    finally:
        lock.release()


if __name__ == "__main__":
    lock = Lock()
    for number in range(10):
        Process(target=say, args=(lock, number)).start()
