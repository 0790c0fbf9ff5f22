# What a pool says of itself, and what it refuses once it has ended.
from multiprocessing import Pool


def square(number):
    return number * number


if __name__ == "__main__":
    with Pool(3) as pool:
        print(pool)
        print(pool.map(square, [1, 2, 3]))
    print(pool)
    for refused in (lambda: pool.map(square, [1]), lambda: pool.apply(square, (1,))):
        try:
            refused()
        except ValueError as error:
            print(error)
    pool = Pool(1)
    try:
        pool.join()
    except ValueError as error:
        print(error)
    pool.close()
    print(pool)
    pool.join()
    try:
        pool.__reduce__()
    except NotImplementedError as error:
        print(error)
