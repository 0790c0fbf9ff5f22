# Generators: send, throw, close, return values, yield from, expressions, and laziness.
def numbers(n):
    for i in range(n):
        got = yield i
        if got is not None:
            print("got", got)
    return "finished"


g = numbers(3)
print(next(g), g.send("hello"), next(g))
try:
    next(g)
except StopIteration as stop:
    print("StopIteration", stop.value)
print(next(g, "default"))


def delegate():
    result = yield from numbers(2)
    print("inner said", result)
    yield from "ab"


print(list(delegate()))


def careful():
    try:
        yield 1
        yield 2
    except ValueError as error:
        print("caught", error)
        yield 3
    finally:
        print("cleanup")


c = careful()
print(next(c), c.throw(ValueError("thrown")))
c.close()
c = careful()
next(c)
c.close()
try:
    next(c)
except StopIteration:
    print("closed")

squares = (n * n for n in range(10) if n % 2)
print(next(squares), sum(squares), list(squares))


def infinite():
    n = 0
    while True:
        yield n
        n += 1


print([x for x, _ in zip(infinite(), range(4))])


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(3)))


class Range:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        self.i = 0
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i


print(list(Range(3)), sum(Range(4)), 3 in Range(5), max(Range(3)))
print(list(iter(iter([1, 2, 3, 0, 4]).__next__, 0)))


def bad():
    yield 1
    raise StopIteration("inside")


b = bad()
next(b)
try:
    next(b)
except RuntimeError as error:
    print("RuntimeError:", error)


def running():
    try:
        yield next(me)
    except ValueError as error:
        yield str(error)


me = running()
print(next(me))
try:
    numbers(1).send(5)
except TypeError as error:
    print(error)
a, *rest = (n for n in range(4))
print(a, rest, tuple(x for x in "abc"), {k: v for k, v in zip("ab", infinite())})
