"""`__slots__`: members instead of a `__dict__`."""


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


point = Point(1, 2)
print(point.x + point.y, hasattr(point, "__dict__"))
print(Point.x, type(Point.x).__name__, Point.x.__get__(point))
Point.y.__set__(point, 40)
print(point.y)
del point.x
for action in (lambda: point.x, lambda: setattr(point, "z", 1), lambda: Point.x.__get__(Point), lambda: Point.x.__set__(3, 4)):
    try:
        print(action())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


class Both(Point):
    __slots__ = ("__dict__", "_Both__hidden", "w")


both = Both(5, 6)
both.w = 7
both.other = 8
print(both.__dict__, both.x, both.w, Both.__dict__["w"])


class Private:
    __slots__ = ("__secret",)

    def __init__(self):
        self.__secret = "mangled"


print(Private()._Private__secret)
for bad in (("1x",), (3,), ("a", "__dict__", "__dict__")):
    try:
        type("Bad", (), {"__slots__": bad})
    except TypeError as error:
        print(error)
try:
    class Shadow:
        __slots__ = ("value",)
        value = 1
except ValueError as error:
    print(error)
try:
    class Conflict(Point, Private):
        pass
except TypeError as error:
    print(error)


class Sibling:
    __slots__ = ("x", "y")


point = Point(1, 2)
point.__class__ = Sibling
print(type(point).__name__, point.x)
try:
    point.__class__ = Both
except TypeError as error:
    print(error)


class Unset:
    __slots__ = ("place",)


for operation in (lambda: Unset().place, lambda: delattr(Unset(), "place")):
    try:
        operation()
    except AttributeError as error:
        print(error)
