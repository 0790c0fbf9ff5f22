"""`types.FunctionType` makes a function of a function's code, with other globals, defaults and cells."""
from types import CellType, FunctionType


def scaled(number, factor=2):
    return number * factor + offset


offset = 1
other = FunctionType(scaled.__code__, {"offset": 100}, "other", (10,))
print(scaled(3), other(3), other.__name__, other.__defaults__)


def counter(start):
    def step():
        return start
    return step


print(FunctionType(counter(1).__code__, {}, closure=(CellType(42),))())
for bad in [lambda: FunctionType(counter(1).__code__, {}), lambda: FunctionType(3, {}), lambda: FunctionType(counter(1).__code__, {}, closure=())]:
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
