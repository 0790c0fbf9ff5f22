# Loops over pairs: taken apart at once, kept whole, or both.
def loops(items, table):
    for index, item in enumerate(items):
        print(index, item, end="; ")
    for pair in enumerate(items, -1):
        index, item = pair
        print(pair, index, item, end="; ")
    for key, value in table.items():
        print(key, value, end="; ")
    for pair in table.items():
        key, value = pair
        print(pair, key, value, end="; ")
    for left, right in zip(items, range(10)):
        print(left, right, end="; ")
    for left, right in zip(items, items[1:], strict=False):
        print(left, right, end="; ")
    print()


loops(["a", "b", "c"], {"x": 1, "y": 2})
print([index * item for index, item in enumerate([5, 6, 7], 2)], {value: key for key, value in {"p": 1, "q": 2}.items()})
print([a + b + c for a, b, c in zip([1, 2], [3, 4], [5, 6])], [x + y for x, (y, _) in enumerate([(1, 2), (3, 4)])])
print([(a, b) for a, b in enumerate(x * x for x in range(3))], [(a, b) for a, b in zip((x for x in "ab"), "cde")])
print([a + b for a, b in enumerate([1, 2], 2**63 - 1)], [b for _, b in reversed({"x": 1, "y": 2}.items())])

rest = iter("xyz")
print([a + b for a, b in zip("ab", rest)], next(rest))
try:
    for a, b in zip([1, 2], [3], strict=True):
        print(a, b)
except ValueError as error:
    print(error)
try:
    table = {"x": 1, "y": 2}
    for key, value in table.items():
        table[key + "!"] = value
except RuntimeError as error:
    print(error)
for items in ([1], [(1, 2, 3)], ["ab", "c"]):
    try:
        for a, b in items:
            print(a, b)
    except (TypeError, ValueError) as error:
        print(error)


class Constants:
    limit = 10
    names = ("a", "b")

    def __init__(self):
        self.own = 1

    def read(self):
        return self.limit, self.names, self.own


one, two = Constants(), Constants()
print([each.read() for each in (one, two)])
two.limit = 20
print([each.read() for each in (one, two)])
Constants.limit = 30
print([each.read() for each in (one, two)])
del two.limit
Constants.limit = property(lambda self: self.own + 100)
print([each.read() for each in (one, two)])

import math as module


def module_reads():
    return [module.tau > 6, module.sqrt(16), module.sqrt is sqrt]


sqrt = module.sqrt
print(module_reads(), module_reads())
module.sqrt = lambda value: "replaced"
print(module_reads())
del module.sqrt
try:
    module_reads()
except AttributeError as error:
    print(error)
module.sqrt = sqrt
print(module_reads())


def defaults(a, b=2, c=3):
    return a, b, c


class Point:
    def __init__(self, x, y=0):
        self.x, self.y = x, y

    def moved(self, by=1):
        return Point(self.x + by)


print(defaults(1), defaults(1, 5), defaults(1, 5, 6), Point(3).y, Point(3, 4).y, Point(3).moved().x, Point(3).moved(5).x)
defaults.__defaults__ = (7,)
print(defaults(1, 2))
for call in (lambda: defaults(1), lambda: defaults(1, 2, 3, 4), lambda: Point(), lambda: Point(1, 2, 3)):
    try:
        call()
    except TypeError as error:
        print(error)


class Refused(ValueError):
    pass


class Told(ValueError):
    def __init__(self, what):
        super().__init__(what, "told")


for make in (ValueError, KeyError("k"), Refused, Refused("a", 1), Told("x"), OSError("no such"), StopIteration(5)):
    try:
        raise make
    except Exception as error:
        print(type(error).__name__, error.args, getattr(error, "value", None), getattr(error, "errno", None))
print(-7 // 2, -7 % 3, 7 // -2, 7 % -3, (-8) // 4, 2**10, (-2) ** 3, 2**63, 2**-1, 1 << 62, 1 << 63, -1 << 63, -5 >> 70, -7.5 // 2, 7 % -2.5, 2.5**2, 2**0.5)
print([1, 2] + [3], (1,) + (2,), [0] * 3, "ab" * 2, (1, 2) < (1, 3), [1] == [1.0], {1} | {2}, {1} <= {1, 2}, (1, 2) == [1, 2])
for operation in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 // 0, lambda: 1 << -1, lambda: [1] + (2,), lambda: (1,) < [1], lambda: 0**-1):
    try:
        operation()
    except (ArithmeticError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(3 in [1, 2, 3], "b" in ("a",), "lo" in "hello", 4 in range(0, 10, 2), 5 in range(10, 0, -5), 1.0 in {1: 2}, 2 not in {1, 2}, [] in [[]])
