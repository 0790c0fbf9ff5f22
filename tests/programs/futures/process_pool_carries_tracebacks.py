"""An exception of a worker comes with the worker's traceback as its cause."""
from concurrent.futures import ProcessPoolExecutor


def divide(number):
    return 1 / number


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        error = executor.submit(divide, 0).exception()
        print(repr(error), type(error.__cause__).__name__)
        print("return 1 / number" in str(error.__cause__), "ZeroDivisionError" in str(error.__cause__))
        results = executor.map(divide, [1, 2, 0, 4])
        print(next(results), next(results))
        try:
            next(results)
        except ZeroDivisionError as error:
            print(error)
        error = executor.submit(lambda: 1).exception()
        print("pickle" in str(error).lower())
        print(list(executor.map(divide, [1, 2, 4], chunksize=2)))
