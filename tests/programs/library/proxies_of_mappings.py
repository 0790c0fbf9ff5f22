"""A mapping proxy shows any mapping, and is written as that."""
from collections import ChainMap, OrderedDict
from types import MappingProxyType

settings = {"a": 1}
proxy = MappingProxyType(settings)
print(proxy, repr(proxy), f"{proxy}")
settings["b"] = 2
print(proxy["b"], len(proxy), list(proxy), dict(proxy))
chain = MappingProxyType(ChainMap({"x": 1}, {"y": 2}))
print(repr(chain), chain["y"], "z" in chain, chain.get("z", 0), sorted(chain.items()), isinstance(chain, MappingProxyType))
ordered = MappingProxyType(OrderedDict(p=1, q=2))
print(ordered, list(reversed(ordered)), ordered == {"p": 1, "q": 2}, ordered | {"r": 3})


class Doubled(dict):
    def __getitem__(self, key):
        return 2 * super().__getitem__(key)


print(MappingProxyType(Doubled(a=4))["a"])
for call in [lambda: MappingProxyType([1]), lambda: MappingProxyType(3)]:
    try:
        call()
    except TypeError as error:
        print(error)
try:
    proxy["a"] = 5
except TypeError as error:
    print(error)
