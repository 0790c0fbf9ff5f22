"""What a proxy's call raises when the manager has ended: it depends on the address, and on whether there was a call before."""
import multiprocessing
from multiprocessing.connection import AuthenticationError
from multiprocessing.managers import SyncManager


def attempt(action, *arguments):
    try:
        action(*arguments)
    except (OSError, AuthenticationError) as error:
        print(" ", repr(error))


def use(numbers, calls_before, ready, gone):
    if calls_before:
        numbers.append(2)
    ready.set()
    gone.wait()
    attempt(numbers.append, 3)


def start(numbers, calls_before):
    ready, gone = multiprocessing.Event(), multiprocessing.Event()
    process = multiprocessing.Process(target=use, args=(numbers, calls_before, ready, gone))
    process.start()
    ready.wait()
    return process, gone


if __name__ == "__main__":
    for address in None, ("localhost", 0):
        manager = SyncManager(address=address)
        manager.start()
        print(type(manager.address).__name__)
        numbers = manager.list([1])
        again = SyncManager(address=manager.address, authkey=multiprocessing.current_process().authkey)
        again.connect()
        print(" ", again.dict(a=1))
        attempt(SyncManager(address=manager.address, authkey=b"another").connect)
        # Over a port, who has called before may be told of the end in several ways.
        users = [start(numbers, calls_before) for calls_before in ([False] if address else [False, True])]
        print(" ", numbers)
        manager.shutdown()
        for process, gone in users:
            gone.set()
            process.join()
        attempt(again.dict)
        if not address:
            attempt(numbers.append, 4)
