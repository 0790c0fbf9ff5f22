# What goes into a queue in one process comes out in another as an equal object.
from multiprocessing import Process, Queue


def fill(queue):
    queue.put([17, None, "good day", {"a": (1, 2.5)}])


if __name__ == "__main__":
    queue = Queue()
    process = Process(target=fill, args=(queue,))
    process.start()
    print(queue.get())
    process.join()
