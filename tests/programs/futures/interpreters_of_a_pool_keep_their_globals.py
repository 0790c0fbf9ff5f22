"""Each thread of an InterpreterPoolExecutor has an interpreter of its own, whose globals nobody else sees."""

import math
from concurrent.futures import InterpreterPoolExecutor

state = "of the main interpreter"


def begin(text):
    global state
    state = text


def tell():
    return state


def fail(number):
    raise ValueError(f"no {number}")


if __name__ == "__main__":
    with InterpreterPoolExecutor(max_workers=2, initializer=begin, initargs=("of a worker",)) as executor:
        print(list(executor.map(math.factorial, range(6))))
        print(executor.submit(tell).result(), "/", state)
        future = executor.submit(fail, 3)
        print(repr(future.exception()), type(future.exception().__cause__).__name__)
        try:
            executor.submit("print(1)")
        except TypeError as error:
            print(error)
    try:
        executor.submit(tell)
    except RuntimeError as error:
        print(error)
