"""Keyword arguments may be named as the parameters of what passes them on."""

class Base:
    def __init_subclass__(cls, /, **k): print(cls.__name__, k)
class A(Base, name="n", func=1, bases=2, namespace=3, cls=4, keywords=5, self=6, mcs=7): pass
class M(type):
    def __new__(mcs, n, b, d, /, **k): print("new", n, k); return super().__new__(mcs, n, b, d)
    def __init__(c, n, b, d, /, **k): print("init", k)
    @classmethod
    def __prepare__(mcs, n, b, /, **k): print("prepare", k); return {}
class B(metaclass=M, name=1, bases=2, dict=3, namespace=4, object=5): pass
class C:
    def __init__(self, /, **k): print(k)
    def m(self, /, **k): print(k)
C(self=1, cls=2, name=3, function=4, args=5); C().m(self=1, key=2, instance=3, value=4)
import types, functools, collections, contextlib, string, threading, logging, asyncio, concurrent.futures as cf
print(types.SimpleNamespace(self=1, name=2), collections.Counter(self=2, iterable=3), dict(self=1, iterable=2), collections.ChainMap({}).new_child(m=None, a=1), collections.UserDict(self=1, dict=2), collections.defaultdict(int, default_factory=1, self=2))
def f(*a, **k): return a, k
print(functools.partial(f, 1, func=2, self=3)(args=4, keywords=5), "{self} {format_string}".format(self=1, format_string=2), string.Formatter().format("{x}", x=1), string.Template("$self $mapping").substitute(self=1, mapping=2))
@contextlib.contextmanager
def cm(*a, **k): yield a, k
with cm(1, func=2, self=3, args=4) as r: print(r)
with contextlib.ExitStack() as st: st.callback(print, "cb", sep="-"); st.push(lambda *a: None)
@functools.lru_cache
def g(**k): return tuple(sorted(k))
print(g(self=1, func=2, key=3), functools.reduce(lambda a, b: a + b, [1, 2]))
t = threading.Thread(target=lambda **k: print(k), kwargs={"self": 1, "target": 2, "name": 3}); t.start(); t.join()
with cf.ThreadPoolExecutor() as ex: print(ex.submit(f, 1, self=2, fn=3, func=4).result())
async def co(**k): return k
async def main():
    print(await co(self=1, coro=2), await asyncio.to_thread(f, 1, func=2, self=3)); asyncio.get_running_loop()
asyncio.run(main())
print(functools.singledispatch(f)(1, func=2, cls=3), max([1], key=lambda x: x, default=0), f(**{"self": 1, "class": 2, "a b": 3}), functools.wraps(f)(lambda **k: k)(self=1, wrapped=2))
@functools.wraps(f)
def w(**k): return k
print(w(self=1), functools.partialmethod(f).__class__.__name__, type("T", (Base,), {}, name=5, bases=6))
class D(dict): pass
print(D(self=1), D(cls=2).copy()); d = {}; d.update(self=1, other=2, iterable=3); print(d)
import unittest.mock as um; m = um.Mock(); m(self=1, name=2); print(m.call_args)
