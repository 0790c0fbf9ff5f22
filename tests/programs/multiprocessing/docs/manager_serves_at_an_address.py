# A manager that serves for ever, and another process that connects to it.
from multiprocessing import Process, Queue
from multiprocessing.managers import BaseManager


class Counter:
    def __init__(self):
        self.count = 0

    def add(self, number):
        self.count += number
        return self.count


class CounterManager(BaseManager):
    pass


counter = Counter()
CounterManager.register("get_counter", callable=lambda: counter)


def serve(addresses):
    server = CounterManager(address=("127.0.0.1", 0), authkey=b"secret").get_server()
    addresses.put(server.address)
    server.serve_forever()


if __name__ == "__main__":
    addresses = Queue()
    server = Process(target=serve, args=(addresses,), daemon=True)
    server.start()
    address = addresses.get()
    manager = CounterManager(address=address, authkey=b"secret")
    manager.connect()
    print(manager.get_counter().add(3))
    print(manager.get_counter().add(4))
    server.terminate()
