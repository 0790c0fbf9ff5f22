# apply_async, map, imap; the last result comes too late, and the program ends with the error.
import time
from multiprocessing import Pool


def doubled(number):
    return number + number


if __name__ == "__main__":
    with Pool(4) as pool:
        print(pool.apply_async(doubled, (21,)).get(timeout=10))
        print(pool.map(doubled, range(5)))
        results = pool.imap(doubled, range(5))
        print(next(results))
        print(next(results))
        print(results.next(timeout=10))
        print(pool.apply_async(time.sleep, (30,)).get(timeout=0.2))
