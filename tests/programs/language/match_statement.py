# Every kind of pattern.
class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class Color: RED = 1; GREEN = 'g'
def m(v):
    match v:
        case 0 | 1 | -1: return 'small'
        case None: return 'none'
        case True: return 'true'
        case 'a' | "b" as s: return 's ' + s
        case 2.5 | 3j | -2 + 1j: return 'num'
        case Color.GREEN: return 'green'
        case []: return 'empty'
        case [x]: return f'one {x}'
        case [1, *rest]: return f'1+{rest}'
        case [x, [y, *_], *z, w]: return x, y, z, w
        case (*_, 'last'): return 'last'
        case {'k': k, 'n': {'m': [q, *_]}, **rest}: return k, q, rest
        case {'only': int(n)}: return 'int', n
        case {}: return 'map'
        case P(0, y=yy): return 'P0', yy
        case P(x, y) if x == y: return 'diag', x
        case P(x=xx): return 'P', xx
        case int(n) | float(n): return 'n', n
        case str() as t if len(t) > 3: return 'long', t
        case [a, b] | [a, _, b]: return a, b
        case _: return 'other'
for v in (0, -1, None, True, 'a', 2.5, 3j, -2+1j, 'g', [], [5], [1, 2, 3], [9, (8, 7), 6, 5, 4], ('q', 'r', 'last'), {'k': 1, 'n': {'m': [2, 3]}, 'z': 4}, {'only': 5}, {'only': 'x'}, P(0, 1), P(2, 2), P(3, 4), 99, 1.25, 'long one', 'abc', [2, 3], (2, 3, 4), object):
    print(m(v), end='; ')
print()
match 5:
    case x: pass
print(x)
match [1, 2]:
    case [a, b] if a > b: print('no')
    case [a, b]: print('yes', a, b)
match = 3; case = 4; print(match, case)
def f(cmd):
    match cmd.split():
        case ['go', ('n' | 's') as d]: return d
        case ['get', obj, *others] if not others: return obj
        case [*all]: return all
print(f('go n'), f('get key'), f('get a b'), f(''))
try:
    match 1:
        case int(a, b): pass
except TypeError as e: print(e)
