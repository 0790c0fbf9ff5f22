# Classes: super, descriptors, metaclasses, scopes, imports in class bodies.
class Base:
    """Base doc."""
    count = 0
    def __init__(self, name):
        self.name = name
        self.__secret = 1
        Base.count += 1
    def hello(self): return 'hello ' + self.name
    def __get(self): return self.__secret
    def get(self): return self.__get()
    @property
    def upper(self): return self.name.upper()
    @upper.setter
    def upper(self, v): self.name = v.lower()
    @upper.deleter
    def upper(self): del self.name
    @staticmethod
    def st(a, b=2): return a + b
    @classmethod
    def make(cls, *a): return cls(*a)
    def __repr__(self): return f'{type(self).__name__}({self.name!r})'
class Kid(Base):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age
    def hello(self): return super().hello() + '!' + str([super(Kid, self).hello() for _ in range(1)])
    def me(self):
        s = super()
        return s.hello(), __class__.__name__, (lambda: super(Kid, self).hello())()
    def outer(x):
        def inner(): return __class__, x
        return inner()
b, k = Base.make('Bob'), Kid('Kim', 3)
print(b, k, b.hello(), k.hello(), k.me(), k.get(), b.upper, Base.st(1), Base.count, k.outer()[0])
b.upper = 'XX'; print(b.name); del b.upper; print(hasattr(b, 'name'), Base.__doc__, sorted(n for n in vars(Base) if 'get' in n))
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        c = super().__new__(m, name, bases, dict(ns)); c.kw = kw; return c
    def __init__(c, *a, **kw): pass
    def __call__(cls, *a): print('call', a); return super().__call__(*a)
class M(metaclass=Meta, opt=1):
    def __init__(self, *a): self.a = a
    def f(self): return __class__
print(M.kw, M(1, 2).a, M().f() is M)
class D:
    def __set_name__(self, owner, name): self.n = name
    def __get__(self, o, t=None): return 'got ' + self.n
class UseD: d = D(); e = D()
print(UseD().d, UseD.e)
def deco(tag):
    print('deco', tag)
    def wrap(f): print('wrap', tag, f.__name__); return f
    return wrap
@deco('a')
@deco('b')
def decorated(): return 1
@deco('c')
class Decorated:
    @deco('m')
    def m(self): pass
bases = (Base,)
class St(*bases, **{}): pass
print(St.__mro__[1].__name__, Decorated.__name__, decorated())
class Ops:
    def __init__(s, v): s.v = v
    def __add__(s, o): return Ops(s.v + (o.v if isinstance(o, Ops) else o))
    __radd__ = __add__
    def __iadd__(s, o): s.v += o; return s
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
    def __getitem__(s, i): return i
    def __setitem__(s, i, v): print('set', i, v)
    def __delitem__(s, i): print('del', i)
    def __contains__(s, i): return i == s.v
    def __call__(s, *a, **k): return a, k
    def __len__(s): return s.v
    def __bool__(s): return s.v > 1
    def __iter__(s): return iter(range(s.v))
    def __getattr__(s, n): return 'attr ' + n
    def __enter__(s): return 5
    def __exit__(s, *a): return False
o = Ops(3); o += 2
print((o + 1).v, (1 + o).v, o.v, o == Ops(5), o < Ops(6), o[1, 2], o[1:2], o[...], 5 in o, o(1, a=2), len(o), bool(Ops(1)), list(o), o.foo)
o['k'] = 1; del o['k']
a, *r = o; print(a, r)
with o as five: print(five)
x: int = 5
class An:
    a: int
    b: 'str' = 'x'
    (c): float = 2
def ann(p: int, *q: str, r: float = 1, **s) -> None: pass
print(x, An.b, An.c)
class Outer:
    class Inner:
        z = 1
        def f(self): return self.z
    y = Inner.z + 1
print(Outer.Inner().f(), Outer.y, Outer.Inner.__qualname__)
def mk():
    v = 1
    class L:
        v = v + 1 if False else 5
        def get(self): return v
    return L
def mk2():
    v = 1
    class L:
        w = v
        def get(self): return v
    return L
try: print(mk().v, mk()().get())
except Exception as e: print(type(e).__name__)
print(mk2().w, mk2()().get())
def nl():
    n = 1
    class K:
        nonlocal n
        n = 2
    return n
print(nl())
class P:
    import math as m
    from os import path as p, sep
    for i in range(3): pass
    if i: j = i
    del i
print(P.m.floor(2.5), P.j, hasattr(P, 'i'))
import os.path, sys as s
import os.path as op
print(os.path is op, s.__name__)
from math import *
print(floor(2.7))
try: from math import nothere
except ImportError as e: print('ImportError')
print([c.__name__ for c in Kid.__mro__], Kid.__module__)
class _Under:
    __x = 1
    def f(self): __y = 2; return self.__x, __y
print(_Under().f(), _Under._Under__x)
