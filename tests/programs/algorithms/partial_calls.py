"""partial, reduce, cmp_to_key, operators as functions, and functions that dispatch."""

import operator
from functools import cmp_to_key, partial, reduce, singledispatch, total_ordering, wraps

power_of_two = partial(pow, 2)
print(power_of_two(10), partial(int, base=2)("101"), partial(print, "a", sep="-")("b"))
print(power_of_two.args, partial(power_of_two, 3)(), partial(int, base=2).keywords)
print(reduce(operator.mul, range(1, 6)), reduce(lambda a, b: a + b, [], 7))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
rows = [("b", 2), ("a", 3), ("c", 1)]
print(sorted(rows, key=operator.itemgetter(1)), list(map(operator.itemgetter(1, 0), rows)))
print(operator.attrgetter("real", "imag")(3 + 4j), operator.methodcaller("split", ",")("a,b"), operator.itemgetter("k")({"k": 5}))
print(operator.itemgetter(1, 2), operator.concat([1], [2]), operator.countOf("abca", "a"), operator.indexOf("abc", "c"))


@singledispatch
def describe(value):
    return "something"


@describe.register
def _(value: int):
    return "a number"


@describe.register(list)
def _(value):
    return "a list"


print(describe(1), describe([]), describe("x"), describe(True))


@total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number

    def __lt__(self, other):
        return self.number < other.number


print(Version(1) <= Version(2), Version(3) > Version(2), Version(1) >= Version(2))


def logged(function):
    @wraps(function)
    def wrapper(*args):
        return function(*args)
    return wrapper


@logged
def add(a, b):
    """Adds."""
    return a + b


print(add.__name__, add.__doc__, add(1, 2))
for bad in (lambda: partial(3), lambda: reduce(max, []), lambda: operator.itemgetter(5)([1])):
    try:
        bad()
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error)
