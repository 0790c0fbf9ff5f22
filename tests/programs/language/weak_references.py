# References that do not keep their targets alive, their callbacks, and proxies.
import gc
from _weakref import getweakrefcount, getweakrefs, proxy, ref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name})"


thing = Thing("one")
reference = ref(thing)
print(reference(), reference() is thing)
print(reference is ref(thing), getweakrefcount(thing), getweakrefs(thing) == [reference])
del thing
print(reference(), reference.__callback__)

thing = Thing("two")


def gone(dead):
    print("gone", dead is reference, dead())


reference = ref(thing, gone)
print(reference.__callback__ is gone)
thing = None
print("after", reference())

print("order of callbacks")
thing = Thing("three")
references = [ref(thing, lambda dead, number=number: print("callback", number)) for number in range(3)]
del thing
print("done")

print("a dead reference calls nothing")
thing = Thing("four")
reference = ref(thing, gone)
del reference
del thing
print("silent")

print("hash and equality")


class Key:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return self.value == other.value

    def __hash__(self):
        return hash(self.value)


first, second = Key(1), Key(1)
print(ref(first) == ref(second), hash(ref(first)) == hash(1), ref(first) != ref(Key(2)))
remembered = ref(first)
hash(remembered)
forgotten = ref(second)
del first, second
print(hash(remembered) == hash(1), remembered == forgotten, remembered == remembered)
try:
    hash(forgotten)
except TypeError as error:
    print(error)

print("cycles")
a, b = Thing("a"), Thing("b")
a.other, b.other = b, a
reference = ref(a)
del a, b
print(reference() is None)
gc.collect()
print(reference() is None)

print("what can be referred to")


class Slotted:
    __slots__ = ("x",)


class Roomy:
    __slots__ = ("x", "__weakref__")


def function():
    pass


for object in (function, Thing, {1}, frozenset({1}), Roomy(), len, gc, (n for n in ())):
    print(type(object).__name__, ref(object)() is object)
for object in (1, "text", [], {}, (), None, Slotted()):
    try:
        ref(object)
    except TypeError as error:
        print(error)


class Named(ref):
    __slots__ = ("name",)

    def __new__(cls, target, name):
        return super().__new__(cls, target)

    def __init__(self, target, name):
        super().__init__(target)
        self.name = name


thing = Thing("derived")
named = Named(thing, "a name")
print(named(), named.name, named is not ref(thing), isinstance(named, ref))
del thing
print(named())

print("proxies")


class Counter:
    def __init__(self):
        self.count = 0

    def __add__(self, other):
        return self.count + other

    def __len__(self):
        return self.count

    def __call__(self, step):
        self.count += step
        return self.count


counter = Counter()
p = proxy(counter)
print(p(2), p.count, p + 1, len(p), isinstance(p, Counter))
p.count = 7
print(counter.count)
del counter
try:
    p.count
except ReferenceError as error:
    print(error)
