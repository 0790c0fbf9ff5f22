# Attributes that are deleted and come back: their order, slots beside them, and many orders of them.
import random


class Point:
    def __init__(self):
        self.a = 1
        self.b = 2
        self.c = 3


class Slotted:
    __slots__ = ("x", "__dict__")


point = Point()
del point.b
print(vars(point), hasattr(point, "b"))
point.b = 5
print(list(vars(point)), point.a, point.b, point.c)
other = Point()
del other.b
other.d = 4
print(other.a, other.c, other.d)
del other.a, other.c, other.d
for name in ("a", "never"):
    try:
        getattr(other, name)
    except AttributeError as error:
        print(error)
    try:
        delattr(other, name)
    except AttributeError as error:
        print(error)
other.c = 9
print(vars(other))

slotted = Slotted()
slotted.x, slotted.y, slotted.z = 1, 2, 3
del slotted.y
print(slotted.x, slotted.z, vars(slotted))
del slotted.z
slotted.w = 4
print(slotted.x, slotted.w, vars(slotted))
del slotted.x
print(hasattr(slotted, "x"), slotted.w)


def total(points):
    return sum(point.c for point in points)


points = [Point() for _ in range(6)]
for point in points[::2]:
    del point.a
for point in points[::3]:
    del point.b
print(total(points), [len(vars(point)) for point in points])

numbers = random.Random(3)
for turn in range(1500):
    point = Point()
    for name in "defghij":
        setattr(point, name, name)
    names = list("abcdefghij")
    numbers.shuffle(names)
    for name in names[:5]:
        delattr(point, name)
    for name in names[:5]:
        setattr(point, name, turn)
    assert [getattr(point, name) for name in names[:5]] == [turn] * 5
    assert list(vars(point))[5:] == names[:5]
print("all orders kept")
