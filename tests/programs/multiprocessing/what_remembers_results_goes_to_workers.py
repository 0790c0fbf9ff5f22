"""Functions that remember their results are pickled by their names, as plain functions are."""
import functools
import multiprocessing
import pickle


@functools.lru_cache(maxsize=None)
def fibonacci(number):
    return number if number < 2 else fibonacci(number - 1) + fibonacci(number - 2)


class Numbers:
    @staticmethod
    @functools.cache
    def cube(number):
        return number ** 3


@functools.cache
def replaced(number):
    return number


original, replaced = replaced, None

if __name__ == "__main__":
    print(pickle.loads(pickle.dumps(fibonacci)) is fibonacci, pickle.loads(pickle.dumps(Numbers.cube)) is Numbers.cube)
    try:
        pickle.dumps(original)
    except pickle.PicklingError as error:
        print(str(error).partition("it's ")[2])
    with multiprocessing.Pool(2) as pool:
        print(pool.map(fibonacci, [10, 20, 60]), pool.map(Numbers.cube, range(4)))
