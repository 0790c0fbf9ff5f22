"""When a worker ends by itself, every future gets BrokenProcessPool, and the pool stays broken."""
import os
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        print(executor.submit(pow, 2, 10).result())
        waiting = executor.submit(time.sleep, 30)
        dying = executor.submit(os._exit, 3)
        for future in (dying, waiting):
            print(type(future.exception()).__name__, future.exception())
        try:
            executor.submit(pow, 2, 3)
        except BrokenProcessPool as error:
            print(error)
