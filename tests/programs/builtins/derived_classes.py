# threads of prelude frames: tracebacks, exceptions through natives, generators in natives
import sys
def f(x): return 1 // x
def t(g):
    try: print(g())
    except BaseException as e: print(type(e).__name__, e, type(e.__context__).__name__)
t(lambda: list(map(f, [1, 0])))
t(lambda: sorted([1, 0], key=f))
t(lambda: max([1, 0], key=f))
t(lambda: [x for x in filter(f, [1, 0])])
t(lambda: sum(f(x) for x in [1, 0]))
t(lambda: dict((x, f(x)) for x in [1, 0]))
t(lambda: {f(x) for x in [1, 0]})
t(lambda: [*map(f, [0])])
class R:
    def __repr__(self): raise KeyError("in repr")
t(lambda: repr([R()])); t(lambda: str({1: R()})); t(lambda: print(R()))
t(lambda: repr([R()]))
class S:
    def __iter__(self): return self
    def __next__(self): raise ValueError("step")
t(lambda: list(S())); t(lambda: next(S())); t(lambda: set(S())); t(lambda: dict(S())); t(lambda: zip(S()).__next__()); t(lambda: "".join(S()))
t(lambda: next(S(), 5))
class Eq:
    def __eq__(self, o): raise RuntimeError("eq")
    def __hash__(self): return 3
t(lambda: [Eq()].index(4)); t(lambda: {Eq(): 1}[Eq()]); t(lambda: Eq() in {Eq()}); t(lambda: (Eq(),) == (1,))
# mutation while sorting, comparing
class Lt:
    def __init__(self, v, l): self.v, self.l = v, l
    def __lt__(self, o):
        self.l.append(1)
        return self.v < o.v
l = []
l.extend([Lt(2, l), Lt(1, l)])
t(lambda: l.sort())
# deep recursion in Python repr
class Node:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"N({self.n!r})"
n = None
for i in range(5): n = Node(n)
print(n, [n, [n]])
class Rec:
    def __init__(self): self.l = [self]
    def __repr__(self): return f"Rec{self.l!r}"
print(Rec())
class DD(dict):
    def __getitem__(self, k): return "got " + str(super().__getitem__(k))
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
    def __contains__(self, k): return True
    def __repr__(self): return "DD" + super().__repr__()
d = DD(a=1); d["b"] = 2; print(d["b"], d, "zz" in d, d.get("b"), dict(d), list(d.items()), {**d})
class LL(list):
    def append(self, x): super().append(x + 1)
    def __getitem__(self, i): return super().__getitem__(i) if isinstance(i, slice) else "item"
    def __len__(self): return 99
    def __iter__(self): return iter("xy")
    def __eq__(self, o): return "eq"
    __hash__ = None
x = LL([1]); x.append(1); print(x[0], len(x), list(x), x[:], x == 1, [x] == [[1]], sorted(x), tuple(x), x + [1], bool(x))
t(lambda: hash(x))
class II(int):
    def __add__(self, o): return "added"
    def __repr__(self): return "II"
    def __hash__(self): return 5
    def __eq__(self, o): return True
print(II(3) + 1, [II(3)], II(3) == 9, {II(3): 1}, sum([II(1), 2]), max(II(1), 5), [10, 20][II(1)], range(II(3)), II(2) * 2)
class SS(str):
    def __eq__(self, o): return True
    def __hash__(self): return hash("k")
    def __str__(self): return "str!"
print({"k": 1}[SS("zzz")] if SS("zzz") in {"k": 1} else "no", f"{SS('q')}", SS("q") + "r", ",".join([SS("a"), "b"]), len(SS("abc")), print(SS("p")))
from collections import OrderedDict, defaultdict, Counter, deque, namedtuple
dd = defaultdict(list); dd["a"].append(1); print(dd, dd["b"], len(dd))
print(Counter("abca").most_common(2), OrderedDict(a=1), deque([1, 2], maxlen=2), namedtuple("P", "x y")(1, 2))
c = Counter("ab"); c.update("b"); print(c["b"], c["zz"], c + Counter("a"), sorted(c.elements()))
import itertools
print(list(itertools.chain([1], (2,), "c")), list(zip(itertools.count(), "ab")), sum(itertools.islice(itertools.count(), 5)), list(map(lambda a, b: (a, b), itertools.repeat(1), [1, 2])))
print(set(itertools.permutations([1, 2])) == {(1, 2), (2, 1)}, sorted(itertools.combinations("abc", 2)), dict(itertools.zip_longest("ab", [1])))
print(sorted(dd.items()), max(dd, key=lambda k: len(dd[k])), any(itertools.starmap(lambda a, b: a > b, [(1, 2), (3, 2)])))
