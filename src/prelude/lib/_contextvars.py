"""Variables whose values belong to a context: what CPython has in C as `_contextvars`."""

import _thread

_missing = object()
# The context that each thread runs in.
_contexts = {}


def _context():
    """The context that this thread runs in."""
    thread = _thread.get_ident()
    context = _contexts.get(thread)
    if context is None:
        context = _contexts[thread] = Context()
    return context


def _is_final(cls):
    raise TypeError(f"type 'contextvars.{cls.__mro__[1].__name__}' is not an acceptable base type")


class Context:
    def __init__(self, *arguments, **keywords):
        if arguments or keywords:
            raise TypeError("Context() does not accept any arguments")
        self._values, self._entered = {}, False

    def run(self, callable, /, *args, **kwargs):
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        thread = _thread.get_ident()
        before = _contexts.get(thread)
        _contexts[thread], self._entered = self, True
        try:
            return callable(*args, **kwargs)
        finally:
            self._entered = False
            if before is None:
                del _contexts[thread]
            else:
                _contexts[thread] = before

    def copy(self):
        copy = Context()
        copy._values = dict(self._values)
        return copy

    def __getitem__(self, key):
        if not isinstance(key, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {key!r}")
        return self._values[key]

    def __contains__(self, key):
        if not isinstance(key, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {key!r}")
        return key in self._values

    def get(self, key, default=None, /):
        return self._values.get(key, default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def __eq__(self, other):
        return self._values == other._values if isinstance(other, Context) else NotImplemented

    __hash__ = None
    __init_subclass__ = _is_final


class ContextVar:
    def __init__(self, name, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self.name, self._default = name, default

    __class_getitem__ = classmethod(lambda cls, item: cls)
    __init_subclass__ = _is_final

    def get(self, default=_missing, /):
        value = _context()._values.get(self, _missing)
        if value is not _missing:
            return value
        if default is not _missing:
            return default
        if self._default is _missing:
            raise LookupError(self)
        return self._default

    def set(self, value, /):
        context = _context()
        token = Token(context, self, context._values.get(self, _missing))
        context._values[self] = value
        return token

    def reset(self, token, /):
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token.var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        context = _context()
        if token._context is not context:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token._before is _missing:
            context._values.pop(self, None)
        else:
            context._values[self] = token._before

    def __repr__(self):
        default = "" if self._default is _missing else f" default={self._default!r}"
        return f"<ContextVar name={self.name!r}{default} at {id(self):#x}>"


class Token:
    MISSING = type("Token.MISSING", (), {"__repr__": lambda self: "<Token.MISSING>"})()

    def __init__(self, context, var, before):
        self._context, self.var, self._before, self._used = context, var, before, False

    @property
    def old_value(self):
        return Token.MISSING if self._before is _missing else self._before

    __class_getitem__ = classmethod(lambda cls, item: cls)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.var.reset(self)

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self.var!r} at {id(self):#x}>"


def copy_context():
    return _context().copy()
