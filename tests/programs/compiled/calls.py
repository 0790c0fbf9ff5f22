# Calls from compiled code, and ends of calls.
import sys
import traceback


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(21))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(sum(even(n % 300) for n in range(2000)))


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


for _ in range(60):
    deep(400)
sys.setrecursionlimit(500)
for _ in range(3):
    try:
        deep(100000)
    except RecursionError as error:
        print(error)
sys.setrecursionlimit(3000)
print(deep(2000))


def options(a, b=2, *rest, c=3, **named):
    return a + b + c + len(rest) + len(named)


def called(n):
    total = 0
    for i in range(n):
        total += options(i) + options(i, 1) + options(i, 1, 2, 3) + options(i, c=5) + options(*[i, 4], **{"d": 1})
        total += max(i, 3) + min([i, 5]) + int("12") + len(str(i)) + divmod(i, 7)[1]
    return total


print(called(6000))


def counter():
    count = 0

    def increment(by=1):
        nonlocal count
        count += by
        return count

    return increment


def closures(n):
    one, other = counter(), counter()
    for i in range(n):
        one()
        other(i)
    return one(0), other(0)


print(closures(30000))


class Shape:
    made = 0

    def __init__(self, side):
        self.side = side
        Shape.made += 1

    def area(self):
        return self.side * self.side

    @property
    def doubled(self):
        return self.side * 2

    @classmethod
    def of(cls, side):
        return cls(side)

    @staticmethod
    def unit():
        return 1


class Square(Shape):
    def area(self):
        return super().area() + 1


def methods(n):
    total = 0
    for i in range(n):
        shape = Square(i % 10) if i % 2 else Shape.of(i % 10)
        area = shape.area
        total += shape.area() + area() + shape.doubled + shape.unit()
    return total, Shape.made


print(methods(8000))


def fails(n):
    for i in range(n):
        if i == n - 1:
            return [1, 2][i]
        helped(i)


def helped(i):
    if i < 0:
        raise ValueError(i)
    return i


for n in [30000, 40000]:
    try:
        fails(n)
    except IndexError as error:
        places = traceback.extract_tb(error.__traceback__)
        print(error, [(place.name, place.lineno, place.line) for place in places])


def caught(n):
    kinds = {}
    for i in range(n):
        try:
            if i % 4 == 0:
                helped(-i - 1)
            elif i % 4 == 1:
                int("x")
            elif i % 4 == 2:
                {}[i]
            else:
                None.nothing
        except (ValueError, KeyError) as error:
            name = type(error).__name__
            kinds[name] = kinds.get(name, 0) + 1
        except AttributeError:
            kinds["attribute"] = kinds.get("attribute", 0) + 1
        finally:
            kinds["all"] = kinds.get("all", 0) + 1
    return kinds


print(caught(12000))


class Manager:
    def __enter__(self):
        return 5

    def __exit__(self, *details):
        return details[0] is ValueError


def managed(n):
    total = 0
    for i in range(n):
        with Manager() as five:
            total += five
            if i % 100 == 0:
                raise ValueError
            total += 1
    return total


print(managed(8000))
