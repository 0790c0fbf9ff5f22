"""Small things that programs print or lean on: the size of shared arrays, a queue's reader, the numbers of threads."""
import atexit
import contextlib
import ctypes
import io
import multiprocessing
import signal
import threading
from multiprocessing.connection import wait
from multiprocessing.pool import ThreadPool


def put(queue):
    queue.put("item")


def fail():
    raise ValueError("at the end")


if __name__ == "__main__":
    array, number = multiprocessing.Array("i", 5), multiprocessing.Value("d", 1)
    print(ctypes.sizeof(array.get_obj()), ctypes.sizeof(number.get_obj()))
    try:
        multiprocessing.RawArray("i", -1)
    except ValueError as error:
        print(error)

    queue, simple = multiprocessing.Queue(), multiprocessing.SimpleQueue()
    print(wait([queue._reader, simple._reader], 0.01), simple._reader.poll())
    process = multiprocessing.Process(target=put, args=(simple,))
    process.start()
    print(wait([queue._reader, simple._reader]) == [simple._reader], simple._reader.poll(), simple.get())
    process.join()

    with ThreadPool(2) as pool:
        print(list(pool.imap(abs, [-1, -2])))
        thread = threading.Thread(target=print, name=None)
        print(thread.name)
    print(signal.default_int_handler)

    caught = io.StringIO()
    with contextlib.redirect_stderr(caught):
        atexit.register(fail)
        atexit._run_exitfuncs()
    print("in fail" in caught.getvalue(), "_run_exitfuncs" in caught.getvalue())
