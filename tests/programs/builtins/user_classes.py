# user classes as operands everywhere
class V:
    def __init__(self, n): self.n = n
    def __add__(self, o): return V(self.n + (o.n if isinstance(o, V) else o))
    def __radd__(self, o): return V(o + self.n)
    def __repr__(self): return f"V{self.n}"
    def __bool__(self): return self.n > 0
    def __index__(self): return self.n
    def __lt__(self, o): return self.n < o.n
    def __gt__(self, o): return self.n > o.n
    def __abs__(self): return V(abs(self.n))
    def __round__(self, d=None): return ("round", self.n, d)
    def __divmod__(self, o): return ("divmod", o)
    def __rdivmod__(self, o): return ("rdivmod", o)
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __neg__(self): return V(-self.n)
    def __format__(self, spec): return f"<{spec}>"
    def __len__(self): return self.n
    def __contains__(self, x): return x == self.n
    def __call__(self, *a): return ("called", a)
    def __reversed__(self): return iter([9, 8])
    def __hash__(self): return 7
print(sum([V(1), V(2)]), sum([1, 2], V(3)), abs(V(-2)), round(V(1)), round(V(1), 2))
print(divmod(V(1), 2), divmod(2, V(1)), pow(V(1), 2), pow(V(1), 2, 3), f"{V(1):x}", format(V(2)), len(V(4)), 4 in V(4))
print([10, 20, 30][V(1)], [1, 2, 3][V(1):], "abc"[V(2)], (1, 2, 3)[V(0)], range(10)[V(3)], list(range(V(3))), [0] * V(2))
print(bin(V(5)), hex(V(255)), chr(V(97)), callable(V(1)), V(1)(2), list(reversed(V(1))))
print(any([V(0), V(0)]), all([V(1), V(0)]), list(filter(None, [V(0), V(1)])), not V(0))
print(max(V(1), V(3)), min([V(2), V(1)]), max([V(1), V(5)], key=lambda v: -v.n), sorted([V(3), V(1), V(2)]))
print(max([], default=5), min([3, 1], key=lambda x: -x), max("abc", "abd"), max([1, 2], key=None))
print(hash(V(1)), hash((V(1), V(2))) == hash((V(3), V(4))), len({V(1), V(2)}))
class E:
    def __eq__(self, o): return True
    def __hash__(self): return 1
e = E()
print(e in [1], [1, 2].index(e), (1,) == (e,), {1: "x"}.get(e), e in {1}, {1, 2}.isdisjoint([e]), [e] == [5], {e} == {1}, {1: e} == {1: 3})
l = [1, 2, 3]; l.remove(e); print(l)
class Bad:
    def __repr__(self): return 5
    def __len__(self): return -1
    def __hash__(self): return "x"
    def __bool__(self): return 3
    def __index__(self): return "i"
    def __iter__(self): return 5
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
b = Bad()
for f in (lambda: repr(b), lambda: [b].__repr__(), lambda: len(b), lambda: hash(b), lambda: bool(b), lambda: [1][b], lambda: iter(b), lambda: list(b), lambda: sum(b)):
    t(f)
class NoHash:
    def __eq__(self, o): return True
t(lambda: hash(NoHash())); t(lambda: {NoHash(): 1}); t(lambda: {NoHash()})
class M(type):
    def __instancecheck__(cls, o): return o == 5
    def __iter__(cls): return iter([1, 2])
    def __len__(cls): return 2
    def __contains__(cls, x): return x == 1
    def __repr__(cls): return "<M!>"
    def __getitem__(cls, i): return i
class K(metaclass=M): pass
print(isinstance(5, K), isinstance(6, K), isinstance(5, (str, K)), list(K), len(K), 1 in K, K, [K], K[3])
class S(set): pass
class F(frozenset): pass
s = S([1, 2]); s |= {3}; print(s, type(s).__name__, s == {1, 2, 3}, F([1]), S(), F("a") == {"a"})
print(type(s | {4}).__name__, type(s.copy()).__name__)
class O:
    def keys(self): return ["a", "b"]
    def __getitem__(self, k): return k * 2
print(dict(O()), {**O()}, {1: 2} | {3: 4})
d = {}; d.update(O(), z=1); print(d); d.update([("q", 1)]); print(d)
def g():
    yield 1; yield 2
print([*g(), *g()], {*g()}, (*g(),), dict.fromkeys(g(), 0), list(zip(g(), g(), strict=True)))
a, *b2 = g(); print(a, b2)
z = zip(g(), "abc"); print(next(z), next(z), next(z, "end"))
m = map(lambda x, y: x + y, g(), [10, 20]); print(next(m), next(m), next(m, None))
print(next(iter([]), "d"), next(g()))
it = iter([1, 2, 3]); print(next(it), list(it), list(it))
d = {1: 1, 2: 2}
try:
    for k in d: d[k + 10] = 1
except RuntimeError as e: print(e)
s = {1, 2}
try:
    for k in s: s.add(k + 10)
except RuntimeError as e: print(e)
x = [3, 1, 2]
class Key:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
x = list(range(100)); x = [(v * 37) % 100 for v in x]
print(sorted(x, key=Key) == list(range(100)), sorted(x, key=lambda v: Key(-v)) == list(range(99, -1, -1)), sorted(x, key=lambda v: Key(v % 3))[:3] == [v for v in x if v % 3 == 0][:3], sorted(x, key=lambda v: Key(v % 3), reverse=True)[0] == [v for v in x if v % 3 == 2][0])
print(repr(print), repr(len), repr([].append)[:40], repr(str.join), repr(int), repr(g)[:14], repr(g())[:20])
print([].__class__, type([]), type(None), type(...), NotImplemented, ...)
class P:
    pass
print({}.__class__.__name__, list.__name__, list.append, dict.fromkeys("ab"))
print(*[1, 2], **{"sep": "|"}); print(1, 2, end="!\n"); print()
class W:
    def __init__(self): self.t = []
    def write(self, s): self.t.append(s)
    def flush(self): self.t.append("F")
w = W(); print(1, V(2), file=w, flush=True); print(w.t)
