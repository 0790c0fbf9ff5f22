# Two classic deadlocks of executors: calls that wait for each other, and a call that waits for one behind it.
import threading
from concurrent.futures import ThreadPoolExecutor


def wait_for_other(other):
    both_submitted.wait()
    try:
        return futures[other].result(timeout=0.3)
    except TimeoutError:
        return f"{other} never came"


def wait_for_own(executor):
    future = executor.submit(pow, 5, 2)
    try:
        return future.result(timeout=0.2)
    except TimeoutError:
        return "no thread was free"


futures, both_submitted = {}, threading.Event()
executor = ThreadPoolExecutor(max_workers=2)
futures["a"] = executor.submit(wait_for_other, "b")
futures["b"] = executor.submit(wait_for_other, "a")
both_submitted.set()
print(any("never came" in future.result() for future in futures.values()))
executor.shutdown()

executor = ThreadPoolExecutor(max_workers=1)
print(executor.submit(wait_for_own, executor).result())
executor.shutdown()
