# The built-in functions that programs use most, and how user code is called from them.
print(abs(-3), all([1, 0]), any([0, 1]), ascii("é"), bin(5), bool(0), callable(print), chr(65), divmod(7, 3), hex(255), int("7"), isinstance(1, int), len("ab"))
print(max(1, 5, 3), max([1, 5], default=0), max([], default="none"), max("a", "bb", key=len), min(4, 2), oct(8), ord("a"), pow(2, 5), repr("x"), round(3.14159, 2), sum([1, 2]))
print(sorted([3, 1], reverse=True), str(5), tuple("ab"), type(1).__name__, list(zip("ab", [1, 2])), id(1) == id(1), hash("a") == hash("a"), format(5, "03d"))
print("a", 1, None, sep="-", end="!\n")
print(*[1, 2], sep="")
print()
print(getattr("abc", "upper")(), hasattr([], "append"), vars(type("T", (), {"a": 1})())  if False else {}, dir([])[-3:], isinstance(True, int), issubclass(int, object))
print(list(map(str.upper, ["a"])), list(map(int, "123")), sorted(["b", "A"], key=str.lower), list(filter(lambda n: n % 2, range(5))), next(iter([1])), next(iter([]), "end"))


class Loud:
    def __len__(self):
        print("__len__ called")
        return 3

    def __str__(self):
        return "loud"

    def __iter__(self):
        print("__iter__ called")
        return iter("xyz")

    def __bool__(self):
        print("__bool__ called")
        return False

    def __abs__(self):
        return "absolute"

    def __int__(self):
        return 42

    def __float__(self):
        return 4.2

    def __index__(self):
        return 2

    def __round__(self, n=None):
        return ("round", n)

    def __reversed__(self):
        return iter("zyx")

    def __contains__(self, item):
        return item == "x"

    def __lt__(self, other):
        return True

    def __getitem__(self, i):
        return i

    def __setitem__(self, i, v):
        print("set", i, v)

    def __delitem__(self, i):
        print("del", i)

    def __enter__(self):
        return "entered"

    def __exit__(self, *details):
        print("exited", details)

    def __divmod__(self, other):
        return "divmod"

    def __matmul__(self, other):
        return "matmul"

    def __iadd__(self, other):
        print("iadd", other)
        return self

    def __hash__(self):
        return 5


o = Loud()
print(len(o), str(o), list(o), not o, abs(o), int(o), float(o), [1, 2, 3][o], round(o), round(o, 1), list(reversed(o)), "x" in o, "q" in o)
print(o[1:2], o[1, 2], hash(o), divmod(o, 1), o @ o, hex(o), "abc" * o, bool(o), f"{o}", "-".join(o), sorted([o, o]) is not None, dict(zip(o, range(3))))
o["k"] = 1
del o["k"]
o += 5
with o as name:
    print(name)
print(sum([[1], [2]], []), "".join(map(str, range(3))), [*map(lambda p: p[0], {"a": 1}.items())], list(map(max, [1, 5], [3, 2])))
print(int.__name__, (5).__class__, print.__name__, len.__class__.__name__, type(None).__name__, type(...).__name__, NotImplemented, Ellipsis)
print(eval("1 + 2"), compile("x = 1", "f", "exec") is not None)
scope = {}
exec("y = 5\ndef f(): return y * 2", scope)
print(scope["f"](), eval("y + z", {"y": 1, "z": 2}), globals()["scope"] is scope, "o" in globals(), __name__)
def local():
    a, b = 1, 2
    return sorted(locals())
print(local(), isinstance(print, object), object() != object(), type(object()).__name__)
import sys
print(sys.version_info[:2] >= (3, 11), sys.maxsize, sys.argv[1:], sys.getrecursionlimit(), sys.byteorder)
