"""What of `_decimal` is not native: contexts, signals, and what is seldom used."""

from collections import namedtuple
from numbers import Number as _Number

import _decimalcore
from _decimalcore import Decimal, getcontext

__version__ = "1.70"
__libmpdec_version__ = "2.5.1"
HAVE_THREADS = True
HAVE_CONTEXTVAR = True

ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR = "ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR"
ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN = "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN"
ROUND_05UP = "ROUND_05UP"

MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)
IEEE_CONTEXT_MAX_BITS = 512

DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent", module="decimal")


def _exception(name, *bases):
    return type(name, bases, {"__module__": "decimal"})


DecimalException = _exception("DecimalException", ArithmeticError)
Clamped = _exception("Clamped", DecimalException)
InvalidOperation = _exception("InvalidOperation", DecimalException)
ConversionSyntax = _exception("ConversionSyntax", InvalidOperation)
DivisionImpossible = _exception("DivisionImpossible", InvalidOperation)
DivisionUndefined = _exception("DivisionUndefined", InvalidOperation, ZeroDivisionError)
InvalidContext = _exception("InvalidContext", InvalidOperation)
DivisionByZero = _exception("DivisionByZero", DecimalException, ZeroDivisionError)
Inexact = _exception("Inexact", DecimalException)
Rounded = _exception("Rounded", DecimalException)
Subnormal = _exception("Subnormal", DecimalException)
Overflow = _exception("Overflow", Inexact, Rounded)
Underflow = _exception("Underflow", Inexact, Rounded, Subnormal)
FloatOperation = _exception("FloatOperation", DecimalException, TypeError)

# By the bit of their condition in `_decimalcore`.
_conditions = (InvalidOperation, ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext,
               FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)
_ANY_INVALID = 0b11111
_bits = {signal: 1 << bit for bit, signal in enumerate(_conditions) if signal not in
         (ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext)}
_bits[InvalidOperation] = _ANY_INVALID
# In the order in which they are shown.
_signals = (Clamped, InvalidOperation, DivisionByZero, Inexact, Rounded, Subnormal, Overflow, Underflow, FloatOperation)
_shown = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)
_roundings = (ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)


def _bits_of_mapping(signals):
    """The bits of the signals that a mapping has set."""
    if not isinstance(signals, (dict, _SignalDict)):
        raise TypeError("argument must be a signal dict")
    if set(signals) != set(_bits):
        raise KeyError("invalid signal dict")
    return _bits_of([signal for signal in signals if signals[signal]])


def _bits_of(signals):
    """The bits of signals in a list or a mapping."""
    if isinstance(signals, (dict, _SignalDict)):
        return _bits_of_mapping(signals)
    if not isinstance(signals, list):
        raise TypeError("argument must be a sequence of signals")
    bits = 0
    for signal in signals:
        if signal not in _bits:
            raise TypeError("values must be signals")
        bits |= _bits[signal]
    return bits


class _SignalDict:
    """The flags or the traps of a context, as a mapping from signals to whether they are set."""

    __module__ = "decimal"

    def __init__(self, context, name):
        self._context, self._name = context, name

    def _get(self):
        return getattr(self._context, self._name)

    def _bit(self, signal):
        try:
            return _bits[signal]
        except (KeyError, TypeError):
            raise KeyError("invalid error flag") from None

    def __getitem__(self, signal):
        return bool(self._get() & self._bit(signal))

    def __setitem__(self, signal, value):
        bit = self._bit(signal)
        setattr(self._context, self._name, self._get() | bit if value else self._get() & ~bit)

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def __len__(self):
        return len(_signals)

    def __iter__(self):
        return iter(_signals)

    def __contains__(self, signal):
        return signal in _bits

    def keys(self):
        return list(_signals)

    def values(self):
        return [self[signal] for signal in _signals]

    def items(self):
        return [(signal, self[signal]) for signal in _signals]

    def get(self, signal, default=None):
        return self[signal] if signal in _bits else default

    def copy(self):
        return dict(self.items())

    def __eq__(self, other):
        if isinstance(other, _SignalDict):
            return _seen(self._get()) == _seen(other._get())
        if isinstance(other, dict):
            return self.copy() == other
        return NotImplemented

    __hash__ = None

    def __repr__(self):
        items = ", ".join(f"<class 'decimal.{signal.__name__}'>:{self[signal]}" for signal in _signals)
        return "{" + items + "}"


def _seen(bits):
    """Bits without the distinction between invalid operations."""
    return bits & ~_ANY_INVALID | bool(bits & _ANY_INVALID)


def _names(bits):
    return "[" + ", ".join(signal.__name__ for signal in _shown if bits & _bits[signal]) + "]"


def _decimal(value):
    if not isinstance(value, Decimal):
        raise TypeError("argument must be a Decimal")
    return value


def _number(value):
    if not isinstance(value, (Decimal, int)):
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
    return value if isinstance(value, Decimal) else Decimal(value)


class Context(_decimalcore.Settings):
    """How operations are done: precision, rounding, limits, and which signals raise."""

    __module__ = "decimal"

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        default = globals().get("DefaultContext", self)
        given = (("prec", prec), ("rounding", rounding), ("Emin", Emin), ("Emax", Emax), ("capitals", capitals), ("clamp", clamp))
        for name, value in given:
            setattr(self, name, getattr(default, name) if value is None else value)
        self._flags = 0 if flags is None else _bits_of(flags)
        self._traps = default._traps if traps is None else _bits_of(traps)

    @property
    def flags(self):
        return _SignalDict(self, "_flags")

    @flags.setter
    def flags(self, value):
        self._flags = _bits_of_mapping(value)

    @property
    def traps(self):
        return _SignalDict(self, "_traps")

    @traps.setter
    def traps(self, value):
        self._traps = _bits_of_mapping(value)

    def __setattr__(self, name, value):
        if not name.startswith("_") and name not in _attributes:
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        raise AttributeError("context attributes cannot be deleted" if name in _attributes
                             else f"'decimal.Context' object has no attribute '{name}'")

    def __repr__(self):
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
                f"capitals={self.capitals}, clamp={self.clamp}, flags={_names(self._flags)}, traps={_names(self._traps)})")

    def __reduce__(self):
        flags = [signal for signal in _signals if self.flags[signal]]
        traps = [signal for signal in _signals if self.traps[signal]]
        settings = self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, flags, traps
        return type(self), settings

    def copy(self):
        copy = Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, [], [])
        copy._flags, copy._traps = self._flags, self._traps
        return copy

    __copy__ = copy

    def clear_flags(self):
        self._flags = 0

    def clear_traps(self):
        self._traps = 0

    def radix(self):
        return Decimal(10)

    def create_decimal(self, num="0", /):
        return _decimalcore._created(self, num)

    def create_decimal_from_float(self, f, /):
        return _decimalcore._created(self, Decimal.from_float(f))

    def canonical(self, x, /):
        return _decimal(x)

    def is_canonical(self, x, /):
        return _decimal(x).is_canonical()

    def _apply(self, x, /):
        return _decimalcore._operate("apply", self, _decimal(x))

    def power(self, /, a, b, modulo=None):
        if modulo is not None:
            return _by_rules("power", self, _number(a), _number(b), _number(modulo))
        return _decimalcore._operate("power", self, _number(a), _number(b))

    def divmod(self, x, y, /):
        return self._by(divmod, x, y)

    def _by(self, function, *numbers):
        numbers = [_number(number) for number in numbers]
        before = getcontext()
        setcontext(self)
        try:
            return function(*numbers)
        finally:
            setcontext(before)

    def to_sci_string(self, x, /):
        return self._by(Decimal.__str__, x)

    def to_eng_string(self, x, /):
        return _number(x).to_eng_string(context=self)


def _define(name, function):
    function.__name__ = name
    function.__qualname__ = "Context." + name
    function.__module__ = "decimal"
    type.__setattr__(Context, name, function)


def _define_operation(name, count):
    operate = _decimalcore._operate
    if count == 1:
        _define(name, lambda self, x, /: operate(name, self, _number(x)))
    else:
        _define(name, lambda self, x, y, /: operate(name, self, _number(x), _number(y)))


def _define_method(name, takes_context):
    method = getattr(Decimal, name)
    if takes_context:
        _define(name, lambda self, x, /, *others: method(_number(x), *map(_number, others), context=self))
    else:
        _define(name, lambda self, x, /, *others: method(_number(x), *map(_number, others)))


for _name in "add subtract multiply divide divide_int remainder quantize max min compare".split():
    _define_operation(_name, 2)
for _name in "plus minus abs sqrt normalize to_integral_exact to_integral_value".split():
    _define_operation(_name, 1)
Context.to_integral = Context.to_integral_value
for _name in ("exp ln log10 logb logical_invert next_minus next_plus number_class compare_signal compare_total "
              "compare_total_mag logical_and logical_or logical_xor max_mag min_mag next_toward remainder_near rotate "
              "scaleb shift fma is_normal is_subnormal").split():
    _define_method(_name, True)
for _name in "is_finite is_infinite is_nan is_qnan is_snan is_signed is_zero same_quantum copy_abs copy_negate copy_sign".split():
    _define_method(_name, False)
Context.copy_decimal = lambda self, x, /: _number(x)

_attributes = {"prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"}

DefaultContext = Context(28, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [InvalidOperation, DivisionByZero, Overflow])
BasicContext = Context(9, ROUND_HALF_UP, -999999, 999999, 1, 0, [],
                       [InvalidOperation, DivisionByZero, Overflow, Clamped, Underflow])
ExtendedContext = Context(9, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [])


# Of the greatest precision: nothing is rounded.
_exact = Context(MAX_PREC, ROUND_HALF_EVEN, MIN_EMIN, MAX_EMAX, 1, 0, [], [])
_templates = DefaultContext, BasicContext, ExtendedContext


def setcontext(context, /):
    """Makes `context` the thread's own; of the templates a copy, as they are shared."""
    if any(context is template for template in _templates):
        context = context.copy()
        context.clear_flags()
    _decimalcore.setcontext(context)


class _ContextManager:
    """Works by a copy of a context until it is left."""

    __module__ = "decimal"

    def __init__(self, context):
        self._context, self._before = context, getcontext()

    def __enter__(self):
        setcontext(self._context)
        return self._context

    def __exit__(self, *details):
        setcontext(self._before)
        return False


def localcontext(ctx=None, **kwargs):
    context = getcontext() if ctx is None else ctx
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    context = context.copy()
    for name, value in kwargs.items():
        if name not in _attributes:
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        setattr(context, name, value)
    return _ContextManager(context)


def IEEEContext(bits, /):
    """The context of an interchange format of IEEE 754."""
    if bits <= 0 or bits % 32 or bits > IEEE_CONTEXT_MAX_BITS:
        raise ValueError(f"argument must be a multiple of 32, with a maximum of {IEEE_CONTEXT_MAX_BITS}")
    greatest = 3 * 2 ** (bits // 16 + 3)
    return Context(9 * bits // 32 - 2, ROUND_HALF_EVEN, 1 - greatest, greatest, 1, 1, [], [])


def _by_rules(name, context, *numbers):
    """Does what is written in Python only, in the context's settings, and reports what that has met."""
    import _pydecimal
    theirs = _pydecimal.Context(context.prec, context.rounding, context.Emin, context.Emax, context.capitals, context.clamp, [], [])
    numbers = [_pydecimal.Decimal(Decimal.__str__(_number(number))) for number in numbers]
    result = getattr(theirs, name)(*numbers)
    met = 0
    for signal, bit in _bits.items():
        if theirs.flags[getattr(_pydecimal, signal.__name__)]:
            met |= 1 if signal is InvalidOperation else bit
    _decimalcore._report(context, met)
    return Decimal(str(result)) if isinstance(result, _pydecimal.Decimal) else result


def _compare_with_rational(operator, number, other):
    """Compares with what is neither a decimal number nor of a built-in type: a fraction, say."""
    import numbers
    if isinstance(other, numbers.Complex) and not isinstance(other, numbers.Real) and operator in ("==", "!="):
        if other.imag != 0:
            return operator == "!="
        return (number == other.real) == (operator == "==")
    if not isinstance(other, numbers.Rational):
        return NotImplemented
    left = _decimalcore._operate("multiply", _exact, number, Decimal(other.denominator))
    right = Decimal(other.numerator)
    match operator:
        case "==":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
    return left >= right


def _decimal_tuple(sign, digits, exponent):
    return DecimalTuple(sign, digits, exponent)


for _class, _name in ((_SignalDict, "SignalDict"), (_ContextManager, "ContextManager")):
    _class.__name__ = _class.__qualname__ = _name

_decimalcore._install(Context, DefaultContext, _conditions, {
    "by_rules": _by_rules, "compare_with_rational": _compare_with_rational, "decimal_tuple": _decimal_tuple,
})
_Number.register(Decimal)
del namedtuple
