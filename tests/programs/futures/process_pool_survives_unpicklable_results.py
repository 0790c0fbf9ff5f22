"""A result that cannot be pickled is the failure of its call alone."""
import threading
from concurrent.futures import ProcessPoolExecutor


def answer_with_a_nameless_function():
    return lambda: 1


def answer_with_a_lock():
    return threading.Lock()


def raise_what_nobody_else_knows():
    class Local(Exception):
        pass
    raise Local("here")


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        for function in [answer_with_a_nameless_function, raise_what_nobody_else_knows, answer_with_a_lock]:
            error = executor.submit(function).exception()
            print(type(error).__name__, "annot" in str(error) or "an't" in str(error), type(error.__cause__).__name__)
        print(executor.submit(pow, 2, 5).result())
