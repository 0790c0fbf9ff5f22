"""A pool that nobody has any more ends its workers, and says that it was not closed where such warnings are shown."""
import gc
import multiprocessing
import warnings


def double(number):
    return 2 * number


def with_own_pool(number):
    pool = multiprocessing.Pool(3)
    return pool.map(double, [number])[0]


def asked_in_passing():
    return multiprocessing.Pool(2).map_async(double, [1, 2, 3])


if __name__ == "__main__":
    print(sum(with_own_pool(number) for number in range(12)))
    print(asked_in_passing().get(timeout=20))
    print(list(multiprocessing.Pool(1).imap(double, range(3))))
    gc.collect()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with_own_pool(1)
        gc.collect()
    print(caught[0].category.__name__, caught[0].message)
