"""A call may submit the next one to its own pool, and the main thread gets on all the same."""
import threading
from concurrent.futures import ThreadPoolExecutor

done = threading.Event()


def call(pool, left):
    if left:
        pool.submit(call, pool, left - 1)
    else:
        done.set()
    return left


with ThreadPoolExecutor(1) as pool:
    first = pool.submit(call, pool, 100)
    print(first.result())
    done.wait()
    print(pool.submit(call, pool, 0).result())
