# Type parameters of functions, classes and aliases.
def ident[T](x: T, y: T = 1, *, k: T = 2) -> T: return x, y, k
print(ident(5), ident.__type_params__, ident.__name__, ident.__qualname__)
class Box[T, *Ts, **P]:
    def __init__(self, v: T): self.v = v
    def get[U](self, u: U) -> T: return self.v, u, __class__
print(Box(3).get(1), Box.__type_params__, Box.__orig_bases__)
class M(type):
    def __new__(m, n, b, ns, **k): print(k); return super().__new__(m, n, b, ns)
    def __init__(*a, **k): pass
class K[T](Box, metaclass=M, opt=T): pass
bs = (Box,)
class K2[T: int](*bs): pass
print([c.__name__ for c in K2.__mro__])
type Al = int
type Al2[T] = list[T]
print(Al.__value__, Al2.__type_params__)
