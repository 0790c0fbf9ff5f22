"""What `_pydecimal` says, in the words of the decimal numbers that CPython has in C."""

import _pydecimal
from _pydecimal import *
from _prelude import _name_fully

_name_fully(Decimal, Context)

# Flags and traps are listed in this order.
_ORDER = [Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow]


def _raise_error(self, condition, explanation=None, *args):
    """Sets the flag of what has happened, and raises its exception if it is trapped."""
    error = _pydecimal._condition_map.get(condition, condition)
    if error in self._ignored_flags:
        return error().handle(self, *args)
    self.flags[error] = 1
    if not self.traps[error]:
        return condition().handle(self, *args)
    raise error([condition])


def _repr(self):
    """The context with all that is set in it."""
    flags, traps = [", ".join(each.__name__ for each in _ORDER if signals[each]) for signals in (self.flags, self.traps)]
    return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
            f"capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])")


Context._raise_error, Context.__repr__ = _raise_error, _repr
