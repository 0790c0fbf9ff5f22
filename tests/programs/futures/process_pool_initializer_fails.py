"""Where the initializer of a pool of processes fails, the pool is broken."""
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def initialize():
    import logging
    logging.disable(logging.CRITICAL)
    raise ValueError("not today")


if __name__ == "__main__":
    with ProcessPoolExecutor(1, initializer=initialize) as executor:
        try:
            executor.submit(pow, 2, 3).result()
        except BrokenProcessPool as error:
            print(error)
