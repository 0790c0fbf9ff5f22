# Listener and Client: connections by address, with a key that both sides have to know.
import array
from multiprocessing import AuthenticationError, Event, Process
from multiprocessing.connection import Client, Listener

ADDRESS = ("localhost", 6917)


def serve(ready):
    with Listener(ADDRESS, authkey=b"secret password") as listener:
        ready.set()
        with listener.accept() as conn:
            conn.send([2.25, None, "junk", float])
            conn.send_bytes(b"hello")
            conn.send_bytes(array.array("i", [42, 1729]))
            print("the server got", conn.recv(), flush=True)
        try:
            listener.accept()
        except AuthenticationError as error:
            print("server:", error, flush=True)


if __name__ == "__main__":
    ready = Event()
    server = Process(target=serve, args=(ready,))
    server.start()
    ready.wait()
    with Client(ADDRESS, authkey=b"secret password") as conn:
        print(conn.recv())
        print(conn.recv_bytes())
        numbers = array.array("i", [0, 0, 0, 0, 0])
        print(conn.recv_bytes_into(numbers), numbers)
        conn.send({"answer": 42})
    try:
        Client(ADDRESS, authkey=b"a guess")
    except AuthenticationError as error:
        refusal = error
    server.join()
    print("client:", refusal)
    print(server.exitcode)
    try:
        Client(ADDRESS)
    except ConnectionRefusedError as error:
        print(type(error).__name__, error)
    with Listener() as listener:
        print(type(listener.address).__name__, listener.last_accepted)
    try:
        listener.accept()
    except OSError as error:
        print(error)
    try:
        Listener(ADDRESS, authkey="text")
    except TypeError as error:
        print(error)
