print("hello", 1, 2.5, [1, "a"], {"k": (1,)}, {3}, sep="-")
class C:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"C({self.n})"
    def __eq__(self, o): return isinstance(o, C) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __lt__(self, o): return self.n < o.n
print([C(1), C(2)], (C(1),), {C(1): C(2)}, {C(5)})
d = {C(1): "one", C(2): "two"}
print(d[C(1)], C(2) in d, C(3) in d, d.get(C(2)), d.get(C(9), "no"))
d[C(1)] = "uno"; print(d)
del d[C(2)]; print(d, len(d))
s = {C(1), C(2), C(1)}
print(len(s), C(2) in s, sorted(s), max(s), min(s))
print([C(1)] == [C(1)], [C(1)] < [C(2)], (C(3),) > (C(2),))
print([C(3), C(4)].index(C(4)), [C(1), C(1)].count(C(1)))
def gen():
    for i in range(5): yield i
print(list(gen()), tuple(gen()), set(gen()), sum(gen()), max(gen()), min(gen()), sorted(gen(), reverse=True))
print(any(x > 3 for x in gen()), all(x < 3 for x in gen()))
print(list(map(lambda x: x * 2, [1, 2, 3])), list(filter(lambda x: x % 2, range(10))))
print(list(zip(gen(), "abc")), list(enumerate(gen(), 5)))
print(dict(zip("abc", range(3))), dict(a=1, b=2), dict([(1, 2)], x=3))
for i, (a, b) in enumerate(zip([1, 2], gen())): print(i, a, b)
print(sorted(["b", "A", "c"], key=str.lower), sorted([3, 1, 2], key=lambda x: -x))
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(3))), list(reversed({1: 2, 3: 4})))
print(sum([0.1] * 10), sum([[1], [2]], []), sum(map(float, [1, 2])))
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration
        return self.i
print(list(It()), [*It()], sum(It()), next(It()))
class Seq:
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 10
print(list(Seq()), list(reversed(Seq())), 20 in Seq())
print(list(iter(It().__next__, 3)))
class L(list): pass
l = L([1, 2]); l += [3]; print(type(l).__name__, l, l == [1, 2, 3], len(l), l[0])
class D(dict):
    def __missing__(self, k): return k * 2
x = D(); print(x["a"], x.get("a"), len(x))
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
t = T(1, 2); print(t, t == (1, 2), hash(t) == hash((1, 2)))
a = [1]; a.append(a); print(a)
d = {}; d["d"] = d; print(d)
print(isinstance(1, int), isinstance(True, int), isinstance("a", (int, str)), issubclass(bool, int))
print(abs(-3), divmod(7, 2), pow(2, 10), pow(2, 10, 7), round(2.5), round(2.567, 2), hex(255), bin(5), oct(8), chr(97), ord("a"))
print(callable(print), id(1) == id(1), hash("a") == hash("a"), repr("it's"), ascii("é"))
l = [5, 3, 1]; l.sort(); print(l); l.sort(key=lambda x: -x); print(l); l.reverse(); print(l)
print([1, 2, 3][::-1], [1, 2, 3, 4][1:3], (1, 2, 3)[-1], range(10)[2:8:2])
l = list(range(10)); l[2:4] = "ab"; del l[::2]; print(l)
print({1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} < {1, 2})
print({"a": 1}.keys() & {"a"}, list({"a": 1}.items()), {"a": 1}.values())
print({1: 2} | {3: 4}, {**{1: 2}, 5: 6})
