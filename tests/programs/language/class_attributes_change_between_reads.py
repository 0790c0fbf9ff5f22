"""What a class, its metaclass or a named tuple gives by a name may change between two reads of the same line."""
from collections import namedtuple


class Meta(type):
    pass


class Base:
    limit = 1


class Shape(Base, metaclass=Meta):
    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def area():
        return "static"

    def describe(self):
        return "described"


class Square(Shape):
    pass


def read():
    return Shape.limit, Square.limit, Shape.make(), Square.make(), Shape.area(), Square.describe(None)


for change in range(7):
    if change == 1:
        Base.limit = 2
    if change == 2:
        Square.limit = 3
    if change == 3:
        Shape.area = lambda: "other"
    if change == 4:
        Meta.limit = property(lambda cls: f"{cls.__name__} by its metaclass")
    if change == 5:
        del Meta.limit
        Shape.make = classmethod(lambda cls: "made of " + cls.__name__)
    if change == 6:
        Square.__bases__ = (Base,)
        Square.make = Square.area = Square.describe = lambda self=None: "own"
    print([read() for _ in range(3)][-1])

make = Shape.make
print(make(), make.__self__ is Shape, [Shape.make for _ in range(3)][2] == make)

# Fields of named tuples, and classes that replace them.
Point = namedtuple("Point", "x y")


class Shifted(Point):
    @property
    def x(self):
        return super().x + 100


def total(points):
    return [point.x + point.y for point in points]


print(total([Point(1, 2), Point(3, 4), Shifted(1, 2), Point(5, 6), Shifted(0, 0)]))
Point.x = property(lambda self: -self[0])
print(total([Point(1, 2), Shifted(1, 2)]))


# The class of an instance may change, too.
class Cat:
    pass


class Dog:
    pass


pet = Cat()
names = []
for turn in range(6):
    names.append(pet.__class__.__name__)
    if turn == 2:
        pet.__class__ = Dog
print(names)


class Masked:
    @property
    def __class__(self):
        return int


print([thing.__class__.__name__ for thing in (Cat(), Masked(), Dog(), Masked(), Cat())])
