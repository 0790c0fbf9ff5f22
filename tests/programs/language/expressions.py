# Expressions: order of evaluation, operators, calls, comprehensions, f-strings.
def tr(x, log=[]):
    log.append(x); print('<', x, '>', sep='', end=' '); return x
print(tr(1) + tr(2) * tr(3))
print(tr(1) < tr(2) < tr(0) < tr(9))
print(tr(0) or tr('') or tr('z') or tr(1))
print(tr(1) and tr(0) and tr(2))
print(not tr(0), not tr([]))
print([tr(1), tr(2)][tr(0)], {tr('k'): tr('v')})
print((tr(1) if tr(0) else tr(2)))
a = b = c = tr(7)
print(a, b, c)
x, y = 1, 2
x, y = y, x
print(x, y)
def swap(a, b, c):
    a, b, c = c, a, b
    a, b = b, a + b
    [a, b] = a, a
    return a, b, c
print(swap(1, 2, 3))
def idx():
    l = [0, 0, 0]
    i = 0
    i, l[i] = 2, 9
    l[i], i = i, 0
    return i, l
print(idx())
def star():
    a, *b, c = range(5)
    *d, e = 'xy'
    (f, (g, *h)), i = (1, (2, 3, 4)), 5
    return a, b, c, d, e, f, g, h, i
print(star())
def aug():
    l = [1, 2]
    m = l
    l += [3]
    l[0] += 5
    l[-1] *= 2
    class O: v = 1
    o = O(); o.v += 1; o.v -= 5
    s = 'a'; s *= 3
    n = 10; n //= 3; n **= 2; n %= 5; n <<= 2; n |= 1; n ^= 3; n &= 7; n >>= 1
    f = 3; f /= 2
    return l is m, l, o.v, O.v, s, n, f
print(aug())
print((lambda a, b=2, *c, d, e=5, **f: (a, b, c, d, e, f))(1, d=4, z=26))
def kw(a, /, b, *, c=3, **k): return a, b, c, k
print(kw(1, 2), kw(1, b=5, c=6, a=7), kw(*[1], **{'b': 2, 'x': 3}))
def ff(*a, **k): return a, k
print(ff(1, *[2, 3], 4, *(5,), x=1, **{'y': 2}, z=3, **{}))
try: ff(**{'a': 1}, **{'a': 2})
except TypeError as e: print(e)
try: ff(a=1, **{'a': 2})
except TypeError as e: print(e)
print([*range(3), 4, *'ab'], (*[1], 2), {*[1, 2], 2}, {**{'a': 1}, 'b': 2, **{'a': 3}})
def wal():
    if (n := 5) > 3: print('n', n)
    x = 1
    y = x + (x := 10) + x
    while (n := n - 1) > 2: print('loop', n)
    l = [z := i * 2 for i in range(3)]
    print(any((w := i) > 1 for i in range(5)), w)
    return x, y, l, z
print(wal())
print([q := 1, q + 1], q)
def comp():
    x = 'outer'
    r = [x for x in range(3)]
    s = {x: y for x, y in zip('ab', range(2))}
    t = {x % 2 for x in range(5)}
    u = [(i, j) for i in range(3) if i for j in range(i)]
    v = [[j for j in range(i)] for i in range(3)]
    fs = [lambda: i for i in range(3)]
    gs = [lambda i=i: i for i in range(3)]
    h = list(i * x[0] for i in (1, 2))
    return x, r, s, t, u, v, [f() for f in fs], [g() for g in gs], h
print(comp())
class C:
    n = 3
    l = [i for i in range(n)]
    try: m = [n for i in range(2)]
    except NameError as e: m = str(e)
print(C.l, C.m)
v = 2
print(f'{v} {v!r:>4} {v:0{v + 1}d} {{}} {v=} {v + 1 = } {"n" "m"} {v:{"<"}{5}}|' 'tail' f'{v}')
print(f'{3.14159:.2f} {"x":*^5} {[1, 2]!s} {"é"!a}')
print('a' 'b' * 2, 2 ** 10, -3 ** 2, 7 // -2, 7 % -3, 1_000, 0xff, 0b11, 1e3, 3j * 1j, 'x' in 'xyz', 1 in [1, 2], 3 in {1, 2}, 3 not in (1, 2))
big = 123456789012345678901234567890
print(big, -big, 0xFFFFFFFFFFFFFFFFFFFFFFFF, -9223372036854775808, 9223372036854775807 + 1)
print(*[1, 2], sep='-', end='!\n')
sl = list(range(10))
print(sl[2:5], sl[::-1], sl[:3], sl[-2:], sl[1:8:3])
sl[1:3] = 'xyz'; del sl[0], sl[-1]; print(sl)
def cellar():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    def get(): return n
    inc(); inc()
    return get(), n
print(cellar())
def delcell():
    x = 1
    def f(): return x
    del x
    try: f()
    except NameError as e: print(e)
delcell()
glob = 1
def useg():
    global glob, newg
    glob += 1
    newg = 'new'
useg(); print(glob, newg)
print((lambda: (yield))().__class__.__name__)
print(1 if 0 else 2 if 0 else 3, None is None)
def deft(x, acc=[], *, k={}): acc.append(x); k[x] = 1; return acc, k
deft(1); print(deft(2))
print(cellar.__name__, comp.__qualname__, C.__qualname__)
def outer():
    class In:
        def meth(self): return lambda: 0
    return In
print(outer().meth.__qualname__, outer().__qualname__, outer()().meth().__qualname__)
def doc():
    """First.

      indented
    last
    """
def nodoc(): 'x' 'y'; return 1
print(nodoc.__doc__)
print(not (1 < 2) or 3, not not 5, (1, 2) < (1, 3), [] or {} or 0)
t = 1,
print(t, (), (1, 2)[1], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10][3])
for i, (a, b) in enumerate(zip([1, 2], 'xy')): print(i, a, b, end=' ')
print()
