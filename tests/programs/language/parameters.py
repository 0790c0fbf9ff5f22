# Every kind of parameter, defaults, unpacked arguments, and what a wrong call says.
def all_kinds(a, b=2, /, c=3, *rest, d, e=5, **more):
    return a, b, c, rest, d, e, more


print(all_kinds(1, d=4))
print(all_kinds(1, 20, 30, 40, 50, d=60, e=70, f=80))
print(all_kinds(*[1, 2], *(3, 4), **{"d": 5}, **{"x": 6}))


def only_names(*, first, second="b"):
    return first + second


print(only_names(first="a"), only_names(second="x", first="y"))


def grow(item, into=[]):
    into.append(item)
    return into


print(grow(1), grow(2), grow(3, []))


def with_annotations(a: int, b: "str" = "x") -> float:
    """A docstring."""
    return a


print(with_annotations.__doc__, with_annotations.__name__, with_annotations.__defaults__)
print(all_kinds.__kwdefaults__, (lambda *a, **k: (a, k))(1, 2, x=3))


def complain(call):
    try:
        call()
    except TypeError as error:
        print(error)


def two(a, b):
    return a + b


complain(lambda: two(1))
complain(lambda: two())
complain(lambda: two(1, 2, 3))
complain(lambda: two(1, b=2, c=3))
complain(lambda: two(1, a=2))
complain(lambda: only_names())
complain(lambda: only_names("a"))
complain(lambda: all_kinds(a=1, d=2))
complain(lambda: two(*[1], **{"a": 1}))
complain(lambda: 5())
complain(lambda: two(*5))
complain(lambda: two(**{1: 2}))
