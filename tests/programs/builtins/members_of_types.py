"""Which attributes of built-in types are members, and which are computed."""

import functools
import inspect
import re

for descriptor in (int.real, complex.real, complex.imag, range.start, slice.stop, property.fget, type.__base__, type.__name__,
                   functools.partial.func, re.Pattern.pattern, re.Match.pos, StopIteration.value, SystemExit.code,
                   BaseException.args, (lambda: 0).__globals__.__class__.__dict__["keys"]):
    print(type(descriptor).__name__, descriptor, inspect.ismemberdescriptor(descriptor), inspect.isgetsetdescriptor(descriptor))
member = complex.real
print(member.__name__, member.__qualname__, member.__objclass__, member.__get__(3 + 4j), member.__get__(None, complex) is member)
print(type(complex.real) is type(type("Point", (), {"__slots__": "x"}).x))
for change in (lambda: member.__set__(1j, 2), lambda: member.__delete__(1j), lambda: member.__get__("text")):
    try:
        print(change())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
stop = StopIteration(1)
StopIteration.value.__set__(stop, 2)
print(stop.value)
