"""The object that lacks the attribute stays where it is: a module cannot be pickled, its AttributeError can."""

import math
from multiprocessing import Pool


def mistake(number):
    return math.squareroot(number)


if __name__ == "__main__":
    with Pool(1) as pool:
        try:
            pool.map(mistake, [4])
        except AttributeError as error:
            print(repr(error), type(error.__cause__).__name__)
