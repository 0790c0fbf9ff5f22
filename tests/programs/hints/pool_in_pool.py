# A worker of a pool may not have children of its own.
from multiprocessing import Pool


def inner(number):
    return number


def outer(number):
    with Pool(2) as pool:
        return pool.map(inner, range(number))


if __name__ == "__main__":
    with Pool(1) as pool:
        try:
            pool.map(outer, [2])
        except AssertionError as error:
            print(error)
