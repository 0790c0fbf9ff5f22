"""types.SimpleNamespace and read-only views of mappings."""

import pickle
import types

point = types.SimpleNamespace(x=1, y=[2])
print(point, point == types.SimpleNamespace(x=1, y=[2]), point == types.SimpleNamespace(x=1))
point.z = point
print(point)
del point.z, point.x
print(point, vars(point), pickle.loads(pickle.dumps(point)))


class Named(types.SimpleNamespace):
    pass


print(Named(a=1), Named(a=1) == types.SimpleNamespace(a=1))

try:
    types.SimpleNamespace(a=1) < types.SimpleNamespace(a=2)
except TypeError as error:
    print(error)
try:
    types.SimpleNamespace(1)
except TypeError as error:
    print(error.__class__.__name__)

proxy = types.MappingProxyType({"a": 1})
print(proxy | {"b": 2}, {"b": 2} | proxy, proxy | proxy, type(proxy | {}))
try:
    proxy |= {"b": 2}
except TypeError as error:
    print(error)
try:
    proxy["a"] = 2
except TypeError as error:
    print(error)
print(types.MappingProxyType[str, int])
