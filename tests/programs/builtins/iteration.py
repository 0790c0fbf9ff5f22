# things around the edges

print(list(map(str, [1, 2.5, None])), list(map(int, ["1", " 2 "])), [*map(len, ["a", "bb"])])
class C:
    def __str__(self): return "c!"
    def __int__(self): return 42
print(list(map(str, [1, C(), 3])), list(map(int, ["7", C()])), ",".join(map(str, [C(), 1])))
print(sum(map(int, ["1", C()])), sorted(map(str, [3, C(), 1])), max(map(len, ["a", "bbb"])), set(map(str, [C(), C()])))
m = map(str, [C(), 1]); print(next(m), next(m))
print(list(filter(str.isdigit, ["1", "a"])), list(filter(lambda s: s, ["", "x"])), len(list(filter(None, [0, 1, C()]))))
for x in map(lambda a, b: (a, b), [1, 2], "xy"): print(x)
for x in filter(lambda v: v > 1, map(lambda v: v + 1, range(3))): print(x)
for i, x in enumerate(map(lambda v: v * v, range(3)), 1): print(i, x)
for a, b in zip(map(lambda v: v, [1, 2]), filter(lambda v: v, [0, 5, 6])): print(a, b)
print(dict(map(lambda x: (x, x * x), range(3))), {k: v for k, v in zip("ab", map(str, [1, C()]))})
print(list(zip()), list(zip([1])), list(map(max, [1, 5], [3, 2])), list(enumerate("ab", start=2)))
def f(*a, **k): return a, k
print(f(*map(lambda x: x, [1, 2]), **dict(a=1)), f(*(i for i in range(2))), [*filter(None, [0, 1])])
a, b, *c = map(lambda x: x + 1, range(5)); print(a, b, c)
print(3 in map(lambda x: x + 1, range(5)), 9 in (i for i in range(3)), "x" in {"x": 1}.keys(), ("x", 1) in {"x": 1}.items(), 1 in {"x": 1}.values())
try: list(map(lambda x: 1 / 0, [1]))
except ZeroDivisionError as e: print("ZDE", e)
try: print([x for x in map(lambda x: next(iter([])), [1, 2])])
except Exception as e: print(type(e).__name__)
def gen():
    try:
        yield 1
        yield 2
    finally: print("closed")
z = zip([1, 2, 3], (x for x in [10, 20])); print(list(z))
it = iter([1, 2, 3, 4]); print(list(zip(it, it)), list(zip(*[iter("abcdef")] * 2)))
e = enumerate(["a", "b"]); print(next(e), list(e)); r = reversed([1, 2, 3]); print(next(r), list(r))
l = [1, 2, 3]
for x in l:
    if x < 3: l.append(x + 10)
    if len(l) > 6: break
print(l)
it = iter(l); l.clear(); print(list(it)); l.append(1); print(list(it))
d = {"a": 1, "b": 2}
for k in list(d): d[k.upper()] = d.pop(k)
print(d, d.pop("zz", None), list(reversed(d.items())), d | {"q": 1})
print([[0] * 3 for _ in range(2)], [1, 2] * 2, [1] + [2], (1,) * 3, [1, 2] == [1, 2.0], [1, 2] != [1, 3], (1, 2) < (1, 2, 0))
x = [1, 2, 3, 4, 5]; x[1:3] = (i for i in "xyz"); print(x); x[::2] = range(3); print(x); x += "ab"; x *= 2; print(x)
x.extend(i for i in range(2)); x.extend({1: 2}); print(x, x.count("a"), x.index("b"))
print(type(iter([])), type(iter(())), type(iter({})), type(iter(set())), type(iter(range(1))), type({}.items()), type(reversed([])), type(reversed("")), type(zip()), type(map(str, [])), type(enumerate([])), type(iter({}.values())), type(iter(b"")), type(reversed({})), type(iter(int, 1)))
print(range(5) == range(0, 5, 1), range(0, 10, 3)[::-1], range(10)[-3:], len(range(0, -10, -3)), list(range(5, 0, -2)), 3 in range(5), range(3).index(2), range(0), bool(range(0)), range(1, 10, 2).count(3), range(5).start)
print(slice(1, 2), slice(None, None, -1).indices(5), slice(1) == slice(None, 1, None), [1, 2, 3][slice(1, None)])
print(frozenset([1, 2]) | {3}, {1} | frozenset([2]), {frozenset([1])}, frozenset() == set(), {1, 2}.issubset([1, 2, 3]), {1, 2} >= {1}, {1, 2}.symmetric_difference([2, 3]))
s = {3, 1}; s.update("ab", [5]); print(len(s), s.discard(9), s.remove(3), sorted(map(str, s)))
print(round(3.14159, 2), round(-2.5), round(1234, -2), abs(-2.5), abs(3 + 4j), divmod(-7, 2), divmod(7.5, 2), pow(2, -1), pow(3, -1, 7), 7 // -2, -7 % 3)
print(min("b", "a"), max([1, 2], [1, 3]), min({"a": 1, "b": 0}, key={"a": 1, "b": 0}.get), sum([], start=5), sum((1, 2), 0.5), sum([True, False, True]))
print(hash(1) == hash(1.0) == hash(True), hash("a") == hash("a"), hash((1, "a")) == hash((1, "a")), id(None) == id(None))
print(isinstance([], (list, tuple)), isinstance(3, (str, (int, float))), issubclass(bool, (int,)), isinstance(type, type), isinstance(int, object))
print(eval("1+1") if False else 2, callable(len), callable(3), callable(C), callable(C()), ord("é"), chr(233), chr(128512), ascii("é😀"), repr("\n\t'\""))
print("%s %r %d" % (C(), "x", 3), "{} {!r:>5}".format(C(), "x"), f"{C()!s:>5}|{[1, 2]}|{ {'a': 1} }")
print([1, [2, [3]]], ((1,), ()), {"a": {"b": [1, (2,)]}}, {1: {2}, 3: frozenset()}, [None, True, 1.0, 1e100, "q'"])
print(sorted([(2, "b"), (1, "z"), (2, "a")]), sorted("hello"), sorted({"b": 1, "a": 2}), sorted([3, 1, 2], reverse=True), sorted(["B", "a"], key=str.lower), sorted([1.5, 1, 2]), sorted([True, 0, 2]))
words = ["pear", "fig", "apple"]; words.sort(key=len); print(words); words.sort(key=lambda w: (-len(w), w)); print(words)
print(*sorted({"x": 3, "y": 1}.items(), key=lambda kv: kv[1]))
print(dict(sorted({"b": 1, "a": 2}.items())), dict.fromkeys("ab"), dict.fromkeys([1], []), {**{"a": 1}, "a": 2}, {}.get(1), {1: 2}.setdefault(1, 5))
print("a", "b", sep=""); print("x", end=""); print(); print(sep="x"); print(None, True, [])
class It2:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i
print(list(It2()), 1 in It2(), list(zip(It2(), "abc")), sum(It2()), tuple(It2()), [*It2()], max(It2()))
class Len:
    def __len__(self): return 0
print(bool(Len()), not Len(), "yes" if Len() else "no", all([Len()]))
print(list[int], dict[str, int], tuple[int, ...])
print(isinstance(3, int | str), isinstance(2.5, int | None), int | str)
