# help() shows how a built-in function is called and what it does.
help(len)
help(str.split)
help([].append)


class Account:
    """Holds money."""

    def deposit(self, amount, note=""):
        """Puts money in."""


help(Account)

# Every built-in function and type says something of itself, and so do the methods.
import builtins

natives = [value for value in vars(builtins).values() if type(value) is type(len) or isinstance(value, type)]
print([native.__name__ for native in natives if not native.__doc__])
for kind in (int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, slice):
    silent = [name for name in vars(kind) if callable(getattr(kind, name)) and not getattr(kind, name).__doc__]
    if silent:
        print(kind.__name__, silent)
