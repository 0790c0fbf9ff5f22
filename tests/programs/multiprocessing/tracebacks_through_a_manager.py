"""Methods of proxies stand in tracebacks as code without a file; a pool that was left running says so when it goes."""
import gc
import multiprocessing
import os
import signal
import threading
import traceback
import warnings


def frames_of(error):
    for frame in traceback.extract_tb(error.__traceback__)[1:]:
        generated = frame.filename.startswith("<")
        name = "here" if frame.filename == __file__ else os.path.basename(frame.filename)
        print(f"  {frame.filename if generated else name}"
              f"{f':{frame.lineno}' if generated else ''} {frame.name}")


def show(action, *arguments):
    try:
        action(*arguments)
    except (Exception, KeyboardInterrupt) as error:
        print(type(error).__name__, error)
        frames_of(error)


def proxies():
    with multiprocessing.Manager() as manager:
        numbers = manager.list([1, 2])
        show(numbers.pop, 7)
        show(lambda: manager.dict()["missing"])
        show(manager.Queue().get_nowait)
        print(type(numbers).append.__qualname__, type(numbers).append.__code__.co_firstlineno)
        path = manager.address
        print(type(path).__name__, os.path.basename(path).startswith("listener-"))


def interrupted():
    queue = multiprocessing.Queue()
    timer = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    show(queue.get)
    timer.join()


def running_pool():
    pool = multiprocessing.Pool(1)
    pool.terminate()
    pool.join()
    pool._state = multiprocessing.pool.RUN
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        del pool
        gc.collect()
    for warning in caught:
        print(warning.category.__name__, str(warning.message).partition(" multiprocessing.pool")[0])


if __name__ == "__main__":
    proxies()
    interrupted()
    running_pool()
