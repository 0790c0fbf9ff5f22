"""gc.collect() finalizes objects that refer to each other, and then they are gone."""

import gc
import weakref

gc.collect()
gc.disable()


class Node:
    def __init__(self, name):
        self.name = name
        self.other = self

    def __del__(self):
        print("finalized", self.name, self.other is self)


node = Node("a")
watched = weakref.ref(node)
del node
print("alive" if watched() else "gone")
print(gc.collect() > 0)
print("alive" if watched() else "gone")

one, two = Node("one"), Node("two")
one.other, two.other = two, one
both = weakref.ref(one), weakref.ref(two)
del one, two
gc.collect()
print([reference() for reference in both])


class Simple:
    def __init__(self):
        self.me = self


simple = Simple()
watched = weakref.ref(simple, lambda reference: print("told"))
del simple
gc.collect()
print(watched())
