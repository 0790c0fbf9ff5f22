# Vectors with operators, and shapes with an abstract base class, an enumeration and named tuples.
from abc import ABC, abstractmethod
from collections import namedtuple
from enum import Enum

class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

class Kind(Enum):
    CIRCLE = 1
    SQUARE = 2

class Shape(ABC):
    @abstractmethod
    def area(self): ...

    def describe(self):
        return f"{type(self).__name__} with area {self.area():.2f}"

class Circle(Shape):
    kind = Kind.CIRCLE

    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return 3.14159 * self.radius ** 2

class Square(Shape):
    kind = Kind.SQUARE

    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side * self.side

Point = namedtuple("Point", "x y")
path = Vector(0, 0)
for i in range(3000):
    path = path + Vector(i % 5, 1) * 2
places = {Vector(i % 40, i % 30) for i in range(1000)}
shapes = [Circle(i % 7) if i % 2 else Square(i % 5) for i in range(2000)]
areas = {kind: sum(shape.area() for shape in shapes if shape.kind is kind) for kind in Kind}
texts = [shape.describe() for shape in shapes[:300]]
points = [Point(i, i * i % 17) for i in range(1500)]
twisted = sum(a.x * b.y - a.y * b.x for a, b in zip(points, points[1:]))
check = path.x, path.y, len(places), round(areas[Kind.CIRCLE], 2), texts[3], twisted
