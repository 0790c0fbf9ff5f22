"""A target that is a method takes its object along, which cannot be pickled when it has a lock of this process."""
import multiprocessing
import threading


class Counter:
    def __init__(self):
        self.lock = threading.Lock()

    def count(self):
        pass


if __name__ == "__main__":
    try:
        multiprocessing.Process(target=Counter().count).start()
    except TypeError as error:
        print(error)
