"""A warning shows once for each place that causes it, and filters decide what becomes of it."""

import warnings


def old(value):
    warnings.warn("old() is slow", DeprecationWarning, stacklevel=2)
    return value


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for _ in range(3):
        old(1)
    old(2)
    print([(warning.category.__name__, str(warning.message)) for warning in caught])
    print(caught[1].lineno - caught[0].lineno)

with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        old(3)
    except DeprecationWarning as error:
        print("raised:", error)

with warnings.catch_warnings(record=True) as caught:
    warnings.filterwarnings("ignore", message="old.*")
    warnings.filterwarnings("always", category=UserWarning)
    old(4)
    warnings.warn("careful")
    print(len(caught), caught[0].category)
