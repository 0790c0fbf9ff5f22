"""A traceback that leads through the library names the files and functions that CPython's does."""
import multiprocessing
import os
import re
import traceback
from concurrent.futures import ProcessPoolExecutor, wait
from multiprocessing.managers import SyncManager


def divide(number):
    return 10 / number


def numbers():
    yield 5
    raise LookupError("no more numbers")


def short(path):
    """The file's name with its folder, where that belongs to the library."""
    folder, name = os.path.split(path)
    return f"{os.path.basename(folder)}/{name}" if "python3" in folder else "program"


def show(what, action):
    try:
        action()
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)[1:]
        steps = [f"{short(frame.filename)}:{frame.name}" for frame in frames if frame.name != "<lambda>"]
        print(f"{what}: {type(error).__name__}:", *steps)
        cause = error.__cause__
        if cause is not None:
            steps = re.findall(r'File "(.*)", line \d+, in (.*)', str(cause))
            print("    ", type(cause).__name__, *(f"{short(file)}:{name}" for file, name in steps))


def pools():
    with multiprocessing.Pool(1) as pool:
        show("map", lambda: pool.map(divide, [1, 0]))
        show("apply", lambda: pool.apply(divide, (0,)))
        show("apply_async", lambda: pool.apply_async(divide, (0,)).get())
        show("starmap", lambda: pool.starmap(divide, [(0,)]))
        show("imap", lambda: list(pool.imap(divide, [0])))
        show("imap in chunks", lambda: list(pool.imap(divide, [0], chunksize=2)))
        show("imap of a generator", lambda: list(pool.imap_unordered(divide, numbers())))
        show("no chunks", lambda: pool.imap(divide, [1], chunksize=0))
        show("a lambda", lambda: pool.apply(lambda: 1))
    show("ended", lambda: pool.imap(divide, [1]))
    with multiprocessing.pool.ThreadPool(1) as pool:
        show("threads", lambda: pool.map(divide, [0]))


def executors():
    with ProcessPoolExecutor(1) as executor:
        show("submit", lambda: executor.submit(divide, 0).result())
        show("executor's map", lambda: list(executor.map(divide, [0], chunksize=3)))
        future = executor.submit(len, "four")
        show("a strange condition", lambda: wait([future, executor.submit(divide, 1)], return_when="SOME"))
    show("shut down", lambda: executor.submit(divide, 1))


def connections():
    left, right = multiprocessing.Pipe()
    show("a lambda sent", lambda: left.send(lambda: 1))
    left.close()
    show("end of file", right.recv)
    show("end of file in bytes", right.recv_bytes)
    show("broken", lambda: right.send(1))
    reader, writer = multiprocessing.Pipe(duplex=False)
    writer.send_bytes(b"four")
    show("too long", lambda: reader.recv_bytes(2))
    queue = multiprocessing.SimpleQueue()
    show("a lambda put", lambda: queue.put(lambda: 1))


def managers():
    with multiprocessing.Manager() as manager:
        show("a namespace's attribute", lambda: manager.Namespace().missing)
        show("a lock", manager.Lock().release)
    show("not started", SyncManager().dict)


def starts(method):
    context = multiprocessing.get_context(method)
    show(f"{method} a lambda", context.Process(target=lambda: 1).start)


if __name__ == "__main__":
    pools()
    executors()
    connections()
    managers()
    starts("spawn")
    starts("forkserver")
