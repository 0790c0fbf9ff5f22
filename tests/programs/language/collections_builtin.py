# list, tuple, dict, set, frozenset, range and slice: methods, operators, views, order and errors.
l = [3, 1, 2]
l.append(4); l.extend([5, 6]); l.insert(1, 9); l.remove(9); l.reverse(); l.sort(); l.sort(key=lambda n: -n)
print(l, l.pop(), l.pop(0), l.index(3), l.count(2), l.copy() == l, l[::-1], l[1:3], l + [0], [0] * 3, 2 in l, l == [5, 4, 3, 2])
l[1:3] = ["a", "b", "c"]; del l[0]; l[::2] = ["x", "y"]
print(l, len(l), min([3, 1]), sorted("bca", reverse=True), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted(["bb", "a"], key=len), list(reversed([1, 2])))
nested = [[0] * 2] * 2
nested[0][0] = 1
print(nested, [1, [2]] == [1, [2]], [1, 2] < [1, 3], [1] < [1, 0], [] < [1], (1, 2) == (1, 2), (1,) + (2,), (1, 2) * 2, (3, 1).index(1))
recursive = [1]
recursive.append(recursive)
print(recursive, l.clear(), l)
d = {"a": 1, "b": 2}
d["c"] = 3; d["a"] = 10; d.update(e=5, b=20); del d["c"]
print(d, list(d), d.keys(), d.values(), d.items(), "a" in d, d.get("z"), d.get("z", 0), d.pop("e"), d.pop("e", None), d.setdefault("s", []), d.popitem(), len(d))
print(d == {"b": 20, "a": 10}, d | {"n": 1}, dict([("x", 1)], y=2), dict.fromkeys("ab", 0), {**d}, d.copy() is d, list(reversed(d)), max(d, key=d.get), sorted(d.items(), key=lambda p: p[1]))
d |= {"m": 1}
print({1: "int", 1.0: "float", True: "bool"}, {(1, 2): "tuple"}[(1, 2)], d.keys() & {"a"}, d.items() >= {("a", 10)}, [*d.values()])
try:
    for key in d:
        d[key + "!"] = 1
except RuntimeError as error:
    print("RuntimeError:", error)
s = {3, 1, 2}
s.add(4); s.discard(9); s.remove(1); s.update([7, 8])
print(sorted(s), s & {2, 3}, sorted(s | {0}), sorted(s - {7, 8}), sorted(s ^ {2, 100}), {2} <= s, s >= {2, 3}, s.isdisjoint({0}), len(s), 3 in s, {1} == frozenset({1}))
f = frozenset("aab")
print(len(f), hash(f) == hash(frozenset("ab")), sorted(f.union("c")), {f: 1}[frozenset("ba")], set() == set(), {1, 2} < {1, 2, 3}, sorted({1, 2}.symmetric_difference([2, 3])))
r = range(10, 0, -3)
print(list(r), len(r), r[1], r[-1], 4 in r, 5 in r, r[1:], range(3) == range(0, 3, 1), list(range(0)), r.index(4), r.count(7), range(5)[::-1], sum(range(101)), r.start, r.stop, r.step)
print([1, 2, 3, 4, 5][slice(1, None, 2)], slice(1, 10, 2).indices(5), "abc"[slice(None)], [0, 1, 2][-100:100], [0, 1, 2][5:], (1, 2, 3)[-2])
print(list(zip([1, 2], "ab", strict=True)), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(enumerate("ab", 1)), all([]), any([]), list(zip()))
print(isinstance([], list), type({}) is dict, list("ab"), tuple([1]), set("aa"), bool([]), bool({0}), dict(zip("ab", [1, 2])), list({"k": 1}), str([1, "a"]), repr(()), len({}))
class Key:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __hash__(self): return 7
    def __repr__(self): return f"K{self.n}"
k = {Key(1): "one", Key(2): "two"}
k[Key(1)] = "uno"
print(k, Key(2) in k, Key(3) in k, [Key(1), Key(2)].index(Key(2)), [Key(1)] == [Key(1)], {Key(1), Key(1)}, (Key(3),).count(Key(3)))
data = [("b", 2), ("a", 2), ("c", 1)]
print(sorted(data, key=lambda p: (-p[1], p[0])), sorted(data, key=lambda p: p[1]), max(data, key=lambda p: p[1]), min(data)[0])
big = list(range(1000))
print(sum(big[::7]), big[-3:], len(set(big) & set(range(500, 2000))), {n: str(n) for n in big}[999])
try:
    sorted([1, "a"])
except TypeError as error:
    print(error)
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
print(Counter("abracadabra").most_common(2), Counter("ab") + Counter("b"), deque([1, 2, 3], maxlen=2), deque([1]).popleft())
dd = defaultdict(list)
dd["x"].append(1)
P = namedtuple("P", "x y")
print(dict(dd), P(1, 2), P(1, y=3).y, P(1, 2)._replace(x=5), OrderedDict(a=1)["a"])
