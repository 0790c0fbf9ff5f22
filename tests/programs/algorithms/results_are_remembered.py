"""lru_cache answers from what it remembers, and forgets what was used longest ago."""

from functools import cache, lru_cache


@lru_cache(maxsize=2)
def double(number):
    print("computing", number)
    return 2 * number


print(double(1), double(2), double(1), double(3), double(1), double(2))
print(double.cache_info(), double.cache_parameters())
double.cache_clear()
print(double.cache_info(), double.__name__, double.__wrapped__(5))


@cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(90), fibonacci.cache_info())


@lru_cache(typed=True)
def kind(value, *, loud=False):
    return type(value).__name__.upper() if loud else type(value).__name__


print(kind(1), kind(1.0), kind(True), kind(1, loud=True), kind.cache_info().currsize)
try:
    kind([])
except TypeError as error:
    print(error)


class Circle:
    def __init__(self, radius):
        self.radius = radius

    @lru_cache
    def area(self):
        print("area of", self.radius)
        return 3 * self.radius ** 2


circle = Circle(2)
print(circle.area(), circle.area(), Circle.area.cache_info().hits)


class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return self.x == other.x

    def __hash__(self):
        return hash(self.x)


@cache
def shift(point):
    return point.x + 1


print(shift(Point(1)), shift(Point(1)), shift.cache_info().hits)


@cache
def fails(n):
    raise ValueError(n)


for _ in range(2):
    try:
        fails(3)
    except ValueError as error:
        print("again", error, fails.cache_info().currsize)
