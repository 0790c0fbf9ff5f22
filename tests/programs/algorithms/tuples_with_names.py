"""The items of a namedtuple have names."""

from collections import namedtuple

Point = namedtuple("Point", "x y", defaults=[0])
point = Point(1, 2)
print(point, point.x, point[1], point == (1, 2), Point(5), Point(y=1, x=2))
x, y = point
print(x, y, point._replace(x=9), point._asdict(), Point._make([7, 8]), Point._fields, Point._field_defaults)
print(Point.x.__doc__, Point.__doc__, isinstance(point, tuple), hash(point) == hash((1, 2)))


class Vector(namedtuple("Vector", ["x", "y", "z"])):
    def length(self):
        return (self.x ** 2 + self.y ** 2 + self.z ** 2) ** 0.5


print(Vector(1, 2, 2), Vector(1, 2, 2).length())
print(namedtuple("Renamed", "a class a", rename=True)._fields)
for bad in (lambda: Point(), lambda: Point(1, 2, 3), lambda: namedtuple("P", "x x"), lambda: namedtuple("P", "def"),
            lambda: setattr(point, "x", 3)):
    try:
        bad()
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
