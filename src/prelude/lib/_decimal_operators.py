"""Gives `Decimal` operators that ask natives first, and `_pydecimal` for what those leave."""

from _contextvars import _contexts
from _decimalcore import add, compare, divide, make, multiply, subtract
from _pydecimal import Decimal, Inexact, Rounded, _current_context_var

_known = (Inexact, Rounded, _contexts, _current_context_var)


def _put(name, operator):
    plain = getattr(Decimal, name)
    operator.__name__, operator.__qualname__, operator.__doc__ = name, f"Decimal.{name}", plain.__doc__
    operator.__module__ = "decimal"
    setattr(Decimal, name, staticmethod(operator) if name == "__new__" else operator)


def _arithmetic(native, name, *reflected):
    plain = getattr(Decimal, name)

    def operator(self, other, context=None):
        result = native(self, other, context, _known)
        return plain(self, other, context) if result is None else result

    _put(name, operator)
    for name in reflected:
        setattr(Decimal, name, operator)


_arithmetic(add, "__add__", "__radd__")
_arithmetic(subtract, "__sub__")
_arithmetic(multiply, "__mul__", "__rmul__")
_arithmetic(divide, "__truediv__")


def _comparison(name, test):
    plain = getattr(Decimal, name)

    def operator(self, other, context=None):
        order = compare(self, other)
        return plain(self, other, context) if order is None else test(order)

    _put(name, operator)


_comparison("__eq__", lambda order: order == 0)
_comparison("__lt__", lambda order: order < 0)
_comparison("__le__", lambda order: order <= 0)
_comparison("__gt__", lambda order: order > 0)
_comparison("__ge__", lambda order: order >= 0)

_plain_new = Decimal.__new__


def __new__(cls, value="0", context=None):
    made = make(cls, value)
    return _plain_new(cls, value, context) if made is None else made


_put("__new__", __new__)
