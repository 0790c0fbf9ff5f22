# What names, attributes and classes mean changes under compiled code.
import builtins

step = 1


def count(n):
    total = 0
    for i in range(n):
        total += step + len("ab") + abs(-1)
    return total


print(count(60000))
step = 2.5
print(count(60000))
step = 10**20
print(count(1000))


def len(text):
    return 7


print(count(60000))
del len
print(count(60000))
builtins.abs, kept = (lambda x: 100), abs
print(count(60000))
builtins.abs = kept
print(count(60000))
del step
try:
    count(10)
except NameError as error:
    print(error)
step = 3
print(count(60000))


class Point:
    def __init__(self, x):
        self.x = x

    def get(self):
        return self.x


def gathered(points, n):
    total = 0
    for i in range(n):
        for point in points:
            total += point.get() + point.x
            point.x = point.x + 1
    return total


points = [Point(0), Point(5)]
print(gathered(points, 20000))
Point.get = lambda self: -self.x
print(gathered(points, 20000))
points[0].extra = 1
points.append(Point("s"))
try:
    gathered(points, 10)
except TypeError as error:
    print(error)
points.pop()
Point.x = property(lambda self: 1, lambda self, value: None)
print(gathered(points, 20000))
del Point.x
print(gathered(points, 20000))


class Slow(Point):
    __slots__ = ()

    def __getattr__(self, name):
        return 4


points = [Point(1), Slow(2), Slow(3)]
print(gathered(points, 15000))
del points[1].x
print(gathered(points, 15000))


def counting(n):
    global step
    for i in range(n):
        step = step + 1
        if i == n - 5:
            globals()["other"] = step
    return step


print(counting(60000), other)
print(counting(60000), other)
