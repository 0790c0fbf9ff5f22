"""A pool has three threads in its owner's process, which end with it, whatever they are at."""
import multiprocessing
import threading
from multiprocessing.pool import ThreadPool


def names():
    return [thread.name for thread in threading.enumerate()]


def long_texts(count):
    for _ in range(count):
        yield "x" * 10_000


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(abs, [1, -2]), names())
    print(names())

    pool = multiprocessing.Pool(2)
    results = [pool.apply_async(pow, (2, number)) for number in range(3)]
    pool.close()
    pool.join()
    print([result.get() for result in results], names())

    with ThreadPool(2) as pool:
        print(pool.map(abs, [1, -2]), names())
    pool.join()
    print(names())

    pool = multiprocessing.Pool(1)
    print(next(pool.imap(len, long_texts(500))))
    pool.terminate()
    pool.join()
    print(names())
