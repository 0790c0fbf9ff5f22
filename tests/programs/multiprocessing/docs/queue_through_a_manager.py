# One process puts into a queue at an address, another gets from it.
from multiprocessing import Process
from multiprocessing.managers import BaseManager
from queue import Queue

queue = Queue()


class QueueManager(BaseManager):
    pass


def the_queue():
    return queue


QueueManager.register("get_queue", callable=the_queue)


def connected(address):
    manager = QueueManager(address=address, authkey=b"abracadabra")
    manager.connect()
    return manager.get_queue()


def put(address):
    connected(address).put("through the manager")


if __name__ == "__main__":
    with QueueManager(address=("localhost", 0), authkey=b"abracadabra") as manager:
        putter = Process(target=put, args=(manager.address,))
        putter.start()
        print(connected(manager.address).get())
        putter.join()
        try:
            wrong = QueueManager(address=manager.address, authkey=b"open sesame")
            wrong.connect()
        except Exception as error:
            print(type(error).__name__, error)
