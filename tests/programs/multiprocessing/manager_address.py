# A manager that others find by its address: one process serves, two connect.
import queue
from multiprocessing import AuthenticationError, Event, Process
from multiprocessing.managers import BaseManager

ADDRESS = ("localhost", 6918)


class QueueManager(BaseManager):
    pass


class Client(BaseManager):
    pass


Client.register("get_queue")


def serve(ready):
    shared = queue.Queue()
    QueueManager.register("get_queue", callable=lambda: shared)
    manager = QueueManager(address=ADDRESS, authkey=b"abracadabra")
    server = manager.get_server()
    ready.set()
    server.serve_forever()


def connect(authkey=b"abracadabra"):
    manager = Client(address=ADDRESS, authkey=authkey)
    manager.connect()
    return manager


def produce():
    items = connect().get_queue()
    for n in range(3):
        items.put(n * n)


if __name__ == "__main__":
    ready = Event()
    server = Process(target=serve, args=(ready,), daemon=True)
    server.start()
    ready.wait()
    producer = Process(target=produce)
    producer.start()
    items = connect().get_queue()
    print([items.get() for _ in range(3)], items.qsize())
    producer.join()
    print(producer.exitcode)
    try:
        connect(b"open sesame")
    except AuthenticationError as error:
        print(type(error).__name__, error)
