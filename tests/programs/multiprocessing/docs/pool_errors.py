# The same tasks in five ways; an error comes where its result is asked for.
import time
from multiprocessing import Pool, TimeoutError


def add(a, b):
    time.sleep(0.01)
    return a + b


def multiply(a, b):
    return a * b


def call(task):
    function, arguments = task
    return function(*arguments)


def reciprocal(x):
    return 1.0 / (x - 5.0)


if __name__ == "__main__":
    with Pool(4) as pool:
        tasks = [(multiply, (i, 7)) for i in range(5)] + [(add, (i, 8)) for i in range(5)]
        print([result.get() for result in [pool.apply_async(call, (task,)) for task in tasks]])
        print(list(pool.imap(call, tasks)))
        print(sorted(pool.imap_unordered(call, tasks)))
        print(pool.map(call, tasks))
        print(pool.map_async(call, tasks, chunksize=3).get())
        for attempt in (lambda: pool.apply(reciprocal, (5,)), lambda: pool.map(reciprocal, range(10)),
                        lambda: list(pool.imap(reciprocal, range(10)))):
            try:
                attempt()
            except ZeroDivisionError:
                print("ZeroDivisionError")
        results = pool.imap(reciprocal, range(10))
        good = failed = 0
        while True:
            try:
                next(results)
            except StopIteration:
                break
            except ZeroDivisionError:
                failed += 1
            else:
                good += 1
        print(good, failed)
        try:
            pool.apply_async(time.sleep, (30,)).get(timeout=0.1)
        except TimeoutError:
            print("TimeoutError")
