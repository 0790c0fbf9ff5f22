# Generators: send, throw, delegation, expressions.
def count(n):
    while n: 
        got = yield n
        if got: print('got', got)
        n -= 1
    return 'end'
g = count(3); print(next(g), g.send('hi'), list(g))
def dele():
    r = yield from count(2)
    print('r', r)
    yield from [7, 8]
    try: yield 9
    except ValueError as e: print('thrown', e); yield 'after'
d = dele(); print([next(d) for _ in range(5)]); print(d.throw(ValueError('v')))
def fibg():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
import itertools
print(list(itertools.islice(fibg(), 10)))
print(sum(x * x for x in range(5)), list((x, y) for x in range(2) for y in 'ab' if x or y == 'a'))
def closure_gen():
    x = 10
    return (x + i for i in range(3))
print(list(closure_gen()))
