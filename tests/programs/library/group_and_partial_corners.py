"""itertools and functools: tools entered again while they run, and what partials and keys say of themselves."""

import copy
import functools
import inspect
from abc import ABC, abstractmethod
from itertools import groupby, zip_longest


class Ended:
    """An iterator whose end is raised by its own code."""

    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration


print(list(zip_longest(Ended(), "ab", fillvalue="-")), list(zip(Ended(), strict=True)))


def key(n):
    if n == 5:
        print("the run within its own key:", list(run))
    return n // 4


for name, run in groupby(range(10), key):
    print(name, next(run), end="; ")
    print(list(run))

pairs = groupby("AAbb", str.lower)
first, letters = next(pairs)
second, others = next(pairs)
print(first, list(letters), second, list(others), next(pairs, "no more"))

part = functools.partial(print, 1, sep="-")
part.__setstate__((part, (part,), {"end": ""}, None))
print(repr(part), part.__dict__)


class Named(functools.partial):
    pass


named = Named(int, base=2)
named.note = ["kept"]
twin = copy.copy(named)
print(twin("101"), twin.note is named.note, twin.keywords is named.keywords, copy.deepcopy(named).note)
try:
    del functools.partial(int).__dict__
except TypeError as error:
    print(error)
named.keywords[1] = 2
try:
    named("1")
except TypeError as error:
    print(error)


class Sorted:
    by = functools.cmp_to_key
    fold = functools.reduce


print(sorted([3, 1, 2], key=Sorted().by(mycmp=lambda a, b: b - a)), Sorted().fold(lambda a, b: a * b, [2, 3, 4]))
print(functools.cmp_to_key(lambda a, b: 0)(obj=4).obj, functools.reduce)


class Shape(ABC):
    @abstractmethod
    def area(self): ...


print(inspect.isabstract(Shape), "text".__doc__ == str.__doc__, (1).__doc__ == int.__doc__)


@functools.singledispatch
def told(value):
    return "something"


class Teller:
    @told.register
    @staticmethod
    def of_number(value: int):
        return "a number"


print(told(3), told("x"), Teller.__dict__["of_number"].__annotations__)
