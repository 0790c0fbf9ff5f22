# Exceptions: try in all its parts, chaining, classes of one's own, groups of types, with, assert.
def order(fail):
    try:
        print("try", end=" ")
        if fail:
            raise KeyError("k")
    except (IndexError, KeyError) as error:
        print("except", repr(error), end=" ")
        return "returned"
    else:
        print("else", end=" ")
    finally:
        print("finally")
    return "end"


print(order(True), order(False))


def override():
    try:
        return 1
    finally:
        print("on the way out")


print(override())
for n in range(3):
    try:
        if n == 1:
            continue
        print("n", n)
    finally:
        print("f", n)


class Shop(Exception):
    pass


class SoldOut(Shop):
    def __init__(self, item, left=0):
        super().__init__(item, left)
        self.item = item

    def __str__(self):
        return f"no {self.item} left"


try:
    raise SoldOut("tea")
except Shop as error:
    print(error, repr(error), error.args, isinstance(error, Exception))

try:
    try:
        1 / 0
    except ZeroDivisionError as cause:
        raise ValueError("bad input") from cause
except ValueError as error:
    print(repr(error.__cause__), error.__suppress_context__)
try:
    try:
        {}["x"]
    except KeyError:
        [][1]
except IndexError as error:
    print(repr(error.__context__), error.__cause__, error)
try:
    try:
        raise ValueError("one")
    except ValueError:
        raise
except ValueError as error:
    print("again", error)
try:
    raise RuntimeError from None
except RuntimeError as error:
    print(repr(error), error.__suppress_context__)

try:
    assert 1 + 1 == 3, "sums are hard"
except AssertionError as error:
    print("AssertionError:", error)
try:
    error
except NameError:
    print("the name is gone after its clause")


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind.__name__ if kind else None, value, trace is not None)
        return self.swallow


with Manager("a") as a, Manager("b", swallow=True):
    print("inside", a.name)
    raise ValueError("swallowed by b")
try:
    with (Manager("c"), Manager("d")):
        raise KeyError("through")
except KeyError as error:
    print("out came", error)


def leave_early():
    with Manager("e"):
        return "value"


print(leave_early())
for call in (
    lambda: int("x"), lambda: [1][5], lambda: {"a": 1}["b"], lambda: "a" + 1, lambda: 1 + "a", lambda: None.x,
    lambda: (1).x, lambda: len(5), lambda: 1 // 0, lambda: 1.0 / 0, lambda: 1 % 0, lambda: [].pop(), lambda: {}.pop("k"),
    lambda: "abc".index("z"), lambda: [1].index(2), lambda: [].remove(1), lambda: int([]), lambda: float("abc"),
    lambda: iter(5), lambda: next(5), lambda: "x" < 1, lambda: [] + (), lambda: -"x", lambda: {[]: 1}, lambda: hash([]),
    lambda: chr(-1), lambda: ord("ab"), lambda: range(1, 2, 0), lambda: "x" * "y", lambda: (1, 2)["a"], lambda: [1]["a"],
    lambda: max([]), lambda: min(), lambda: sum(["a"]), lambda: 5[0], lambda: "abc".join([1]), lambda: 2 ** "x",
    lambda: setattr(1, "x", 2), lambda: int("12", 99), lambda: bytes([256]), lambda: isinstance(1, 5), lambda: 1 in 5,
    lambda: "{} {}".format(1), lambda: "%d" % "x", lambda: f"{1:q}", lambda: abs("x"), lambda: round("x"),
):
    try:
        print("no error", call())
    except Exception as error:
        print(type(error).__name__ + ":", error)
try:
    raise 5
except TypeError as error:
    print(error)
print(issubclass(FileNotFoundError, OSError), issubclass(KeyError, LookupError), issubclass(bool, int), BaseException.__subclasses__ is not None)
try:
    raise ExceptionGroup("several", [ValueError(1), TypeError(2)])
except* ValueError as group:
    print("values", group.exceptions)
except* TypeError as group:
    print("types", group.exceptions)


def bare():
    raise


try:
    bare()
except RuntimeError as error:
    print(error, error.__traceback__.tb_next.tb_frame.f_code.co_name)
