# A listener accepts a client that knows the key; objects, bytes and arrays go to it.
from array import array
from multiprocessing import Process, Queue
from multiprocessing.connection import Client, Listener


def serve(addresses):
    with Listener(("localhost", 0), authkey=b"a key") as listener:
        addresses.put(listener.address)
        with listener.accept() as connection:
            connection.send([1.25, None, "text", int])
            connection.send_bytes(b"bytes")
            connection.send_bytes(array("i", [42, 1729]))


if __name__ == "__main__":
    addresses = Queue()
    server = Process(target=serve, args=(addresses,))
    server.start()
    with Client(addresses.get(), authkey=b"a key") as connection:
        print(connection.recv())
        print(connection.recv_bytes())
        room = array("i", [0] * 4)
        print(connection.recv_bytes_into(room))
        print(room)
    server.join()
