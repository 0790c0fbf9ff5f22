"""Work that has begun is done before the end; what is submitted later, when exit functions run, is refused."""
import atexit
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def say(seconds, what):
    time.sleep(seconds)
    print(what, flush=True)


def submit_late(executor):
    try:
        executor.submit(say, 0, "never")
    except RuntimeError as error:
        print(type(executor).__name__, error)


if __name__ == "__main__":
    for executor, seconds in (ThreadPoolExecutor(2), 0.4), (ProcessPoolExecutor(2), 0.1):
        atexit.register(submit_late, executor)
        executor.submit(say, 0, "at once").result()
        executor.submit(say, seconds, f"later in {type(executor).__name__}")
    print("the main program has ended", flush=True)
