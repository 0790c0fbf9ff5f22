"""Where the initializer of a pool of threads fails, the pool is broken."""
import logging
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool

logging.disable(logging.CRITICAL)


def initialize(number):
    raise ValueError(number)


with ThreadPoolExecutor(2, initializer=initialize, initargs=(1,)) as executor:
    future = executor.submit(pow, 2, 3)
    try:
        future.result()
    except BrokenThreadPool as error:
        print(error)
    try:
        executor.submit(pow, 2, 3)
    except BrokenThreadPool as error:
        print(error)
