# Annotations are evaluated when they are asked for, and see their class's names.
T = 'global T'
class A:
    T = int
    x: T = 1
    y: list[T]
    def f(self, a: T, *b: str, c: 'q' = 2, **d) -> T: return a
def g(v):
    class L:
        w: v
        def h(self, q: v): pass
    return L

print(A.__annotations__, A.f.__annotations__, g(5).__annotations__, g(6).h.__annotations__)
def lazy(x: undefined_yet): pass
undefined_yet = 5
print(lazy.__annotations__, lazy.__annotate__(1))
print(lazy.__annotate__ is None)
lazy.__annotations__ = {}
print(lazy.__annotations__, (lambda: 0).__annotations__)
class P:
    a: int
    b: 'str' = 'x'
class Q(P): pass
print(P.__annotations__, Q.__annotations__, P.__annotations__ is P.__annotations__)
try: P.__annotate__(9)
except NotImplementedError: print('no such format')
print(lazy.__annotate__)
