# Decorators with and without arguments, on functions, methods and classes; functools' own.
import functools


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args, kwargs)
        return function(*args, **kwargs)

    return wrapper


def repeat(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]

        return wrapper

    return decorate


@logged
def add(a, b=1):
    """Adds."""
    return a + b


@repeat(3)
@logged
def twice(x):
    return x * 2


print(add(1, b=2), add.__name__, add.__doc__)
print(twice(4))


class Registry:
    known = {}

    def __init__(self, name):
        self.name = name

    def __call__(self, cls):
        self.known[self.name] = cls
        return cls


@Registry("thing")
class Thing:
    @logged
    def method(self):
        return "done"


print(Registry.known["thing"] is Thing, Thing().method is not None)


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80))
print(functools.reduce(lambda a, b: a * b, range(1, 6), 1), functools.partial(add, 10)(b=5))


class CountCalls:
    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@CountCalls
def square(n):
    return n * n


square(2), square(3)
print(square.calls, square(4))
