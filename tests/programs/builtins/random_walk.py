seed = 12345
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return (seed >> 8) % n
def bound():
    r = rnd(14)
    return None if r == 0 else r - 7
h = 0
out = []
for n in range(40):
    l = list(range(rnd(9)))
    s = slice(bound(), bound(), rnd(3) - 1 or None)
    v = [rnd(50) for _ in range(rnd(4))]
    a = l[s]; t = tuple(l)[s]; st = "abcdefghi"[:len(l)][s]; r = range(len(l))[s]
    out.append((a, t, st, r, list(r), s.indices(len(l))))
    m = l[:]
    try: m[s] = v
    except ValueError as e: out.append(str(e))
    out.append(m)
    m = l[:]; del m[s]; out.append(m)
    m = l[:]
    try: m[rnd(12) - 6] = 99
    except IndexError as e: out.append(str(e))
    m.insert(rnd(14) - 7, "i"); out.append(m)
    try: out.append(m.pop(rnd(12) - 6))
    except IndexError as e: out.append(str(e))
    try: out.append(l.index(rnd(9), rnd(10) - 5, rnd(10) - 5))
    except ValueError as e: out.append(str(e))
for x in out: print(x)
sets = []
for n in range(25):
    a = {rnd(200) for _ in range(rnd(30))}; b = set([rnd(200) for _ in range(rnd(30))])
    c = set(a); c.update(b); d = set(b)
    for x in list(a)[:5]: d.discard(x); d.add(x * 3)
    print(a, b, a | b, a & b, a - b, a ^ b, c, d, a <= b, a.isdisjoint(b), frozenset(a), set(dict.fromkeys(b)))
    a |= b; print(a); a -= d; print(a); a ^= c; print(a); a &= b; print(a, a.union([1, 2], (3,)), b.intersection(d, c), b.difference(d, a))
    if a: print(a.pop(), a)
    print(hash(frozenset(b)), hash(tuple(a)), sorted(a))
d = {}
for n in range(300):
    k = rnd(100)
    r = rnd(5)
    if r == 0: d.pop(k, None)
    elif r == 1: d.setdefault(k, n)
    elif r == 2 and d: d.popitem()
    else: d[k] = n
    if n % 50 == 0: print(d, list(d.items())[::7], list(reversed(d))[:5], len(d))
for n in range(20):
    l = [rnd(1000) for _ in range(rnd(120))]
    assert sorted(l) == sorted(l, key=lambda x: (x,)), l
    p = [(rnd(10), rnd(10)) for _ in range(rnd(100))]
    print(sorted(p), sorted(p, reverse=True), sorted(p, key=lambda t: t[1]), sorted(p, key=lambda t: t[1], reverse=True))
    f = [rnd(100) / 8 for _ in range(rnd(10))] + [rnd(10), True]
    print(sorted(f), min(f), max(f), sum(f), sum(l), [1, 2, rnd(3)] < [1, 2, rnd(3)], (1, "a") <= (1, "b"))
print(hash(1.5), hash(2**61), hash(-1), hash(2**70), hash(1e300), hash(3+4j), hash(True), hash(range(5)), hash((1, (2, 3))), hash(float("inf")), hash((None,)) is not None)
print(1 == 1.0, 2**53 == float(2**53), 2**53 + 1 == float(2**53), 2**70 > 1e20, 1 < 1.5, True == 1, 1j == 1, 2**64 == 2.0**64, float("nan") == float("nan"))
