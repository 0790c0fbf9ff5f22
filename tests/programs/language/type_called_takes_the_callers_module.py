"""A class made by calling type() belongs to the module whose code called it."""
import collections


def make():
    return type("Made", (), {}), type("Derived", (collections.Counter,), {})


for cls in make():
    print(cls.__module__, cls.__name__)
print(type("Named", (), {"__module__": "elsewhere"}).__module__)
