"""How functions, attributes and modules that are native show themselves."""
import re
import sys
import types


class Shape:
    __slots__ = ("sides", "__dict__")


NATIVES = [
    int.real, BaseException.args, Shape.__dict__["__dict__"], types.FunctionType.__code__, type.__dict__["__mro__"],
    int.__add__, (1).__add__, object().__str__, [].append, list.append, object.__reduce__, object().__reduce__,
    (1.5).__round__, (1.5).__format__, "".join, dict.fromkeys, types.ModuleType("made"), sys,
]
for native in NATIVES:
    print(re.sub("0x[0-9a-f]+", "0x", repr(native)))

print(sys.float_info.max, sys.float_info)
print(sys.flags.dev_mode, sys.flags.safe_path)


class Odd:
    def __format__(self, spec):
        return 1


for wrong in (lambda: f"{Odd()}", lambda: format(Odd()), lambda: ord(b"ab"), lambda: ord("ab")):
    try:
        wrong()
    except TypeError as error:
        print(error)
