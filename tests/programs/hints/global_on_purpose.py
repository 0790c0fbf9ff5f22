# Globals that a pool's initializer sets, and those that the parent sets anew, are no mistake.
from multiprocessing import Pool

factor = None
total = 0


def prepare(value):
    global factor
    factor = value


def work(number):
    global total
    total += number
    return number * factor


if __name__ == "__main__":
    with Pool(2, prepare, (10,)) as pool:
        results = pool.map(work, range(4))
    total = sum(results)
    print(total)
