# A pool gives a function to several values at once.
from multiprocessing import Pool


def squared(number):
    return number * number


if __name__ == "__main__":
    with Pool(5) as pool:
        print(pool.map(squared, [2, 5, 7]))
