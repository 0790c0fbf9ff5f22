# When __del__ runs: where CPython's reference counts would run it, cycles only at gc.collect().
import gc


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


print("rebinding and del")
a = Noisy("a")
a = Noisy("b")
print("rebound")
del a
print("deleted")


def scope():
    first = Noisy("first local")
    second = Noisy("second local")
    print("in scope")


scope()
print("left the scope")
Noisy("temporary")
print("after the temporary")

print("containers")
items = [Noisy(1), Noisy(2), Noisy(3)]
items.pop()
print("popped")
del items
print("list deleted")
table = {"key": Noisy("in dict")}
del table["key"]
print("item deleted")


class Holder:
    pass


holder = Holder()
holder.noisy = Noisy("attribute")
holder.noisy = None
print("attribute rebound")


class Tree:
    def __init__(self, name, *children):
        self.name = name
        self.children = children

    def __del__(self):
        print("tree", self.name)


tree = Tree("root", Tree("left", Tree("leaf")), Tree("right"))
tree = None
print("no tree")

print("cycles")
a = Noisy("cyclic a")
b = Noisy("cyclic b")
a.other = b
b.other = a
del a, b
print("not yet")
print(gc.collect() >= 2)

print("resurrection")
kept = []


class Phoenix:
    def __del__(self):
        print("phoenix")
        kept.append(self)


phoenix = Phoenix()
del phoenix
print(len(kept))
kept.clear()
print("finalized once")


class Bad:
    def __del__(self):
        raise ValueError("ignored")


bad = Bad()
del bad
print("going on")

print("derived classes")


class Derived(Noisy):
    pass


class Numbers(list):
    def __del__(self):
        print("numbers", list(self))


derived = Derived("derived")
derived = None
numbers = Numbers([1, 2])
del numbers
print("both gone")


def generator():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


print("generators")
running = generator()
next(running)
del running
print("generator deleted")
for value in generator():
    break
print("loop left")

# What modules hold is finalized at exit.
at_exit = [Noisy("at exit")]
print("end")
