"""Weak references and proxies: the references themselves are native."""

from _weakref_core import ReferenceType, _remove_dead_weakref, getweakrefcount, getweakrefs, ref


class _Proxy:
    """What the two types of proxies share."""

    __slots__ = ("_reference", "__weakref__")

    def __new__(cls, reference):
        self = object.__new__(cls)
        object.__setattr__(self, "_reference", reference)
        return self

    def __getattribute__(self, name):
        return getattr(_proxied(self), name)

    def __setattr__(self, name, value):
        setattr(_proxied(self), name, value)

    def __delattr__(self, name):
        delattr(_proxied(self), name)

    def __repr__(self):
        target = object.__getattribute__(self, "_reference")()
        if target is None:
            return f"<weakproxy at {id(self):#x}; dead>"
        return f"<weakproxy at {id(self):#x}; to '{type(target).__name__}' at {id(target):#x}>"

    __hash__ = None
    __class__ = property(lambda self: _proxied(self).__class__)


def _proxied(proxy):
    target = object.__getattribute__(proxy, "_reference")()
    if target is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return target


def _unproxied(value):
    return _proxied(value) if isinstance(type(value), type) and issubclass(type(value), _Proxy) else value


def _add_proxy_methods():
    def unary(function):
        return lambda self: function(_proxied(self))

    def binary(name, function):
        def forward(self, other):
            return function(_proxied(self), _unproxied(other))

        def backward(self, other):
            return function(_unproxied(other), _proxied(self))

        setattr(_Proxy, f"__{name}__", forward)
        setattr(_Proxy, f"__r{name}__", backward)

    def compare(name, function):
        setattr(_Proxy, f"__{name}__", lambda self, other: function(_proxied(self), _unproxied(other)))

    for name, function in {
        "str": str, "bool": bool, "len": len, "iter": iter, "next": next, "int": int, "float": float, "abs": abs,
        "neg": lambda x: -x, "pos": lambda x: +x, "invert": lambda x: ~x, "bytes": bytes, "reversed": reversed,
        "index": lambda x: x.__index__(),
    }.items():
        setattr(_Proxy, f"__{name}__", unary(function))
    for name, function in {
        "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "matmul": lambda a, b: a @ b,
        "truediv": lambda a, b: a / b, "floordiv": lambda a, b: a // b, "mod": lambda a, b: a % b, "pow": pow,
        "divmod": divmod, "lshift": lambda a, b: a << b, "rshift": lambda a, b: a >> b, "and": lambda a, b: a & b,
        "or": lambda a, b: a | b, "xor": lambda a, b: a ^ b,
    }.items():
        binary(name, function)
    for name, function in {
        "eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "lt": lambda a, b: a < b, "le": lambda a, b: a <= b,
        "gt": lambda a, b: a > b, "ge": lambda a, b: a >= b, "contains": lambda a, b: b in a,
        "getitem": lambda a, b: a[b], "delitem": lambda a, b: a.__delitem__(b),
    }.items():
        compare(name, function)
    _Proxy.__setitem__ = lambda self, key, value: _proxied(self).__setitem__(key, value)


_add_proxy_methods()


class ProxyType(_Proxy):
    __slots__ = ()
    __module__ = "weakref"
    __hash__ = None


class CallableProxyType(_Proxy):
    __slots__ = ()
    __module__ = "weakref"
    __hash__ = None

    def __call__(self, *args, **kwargs):
        return _proxied(self)(*args, **kwargs)


class _ProxyReference(ref):
    """Never shared with other references to the same object."""


def proxy(object, callback=None, /):
    """A proxy of `object` that does not keep it alive."""
    made = None
    notify = callback and (lambda reference: callback(made))
    made = (CallableProxyType if callable(object) else ProxyType)(_ProxyReference(object, notify))
    return made
