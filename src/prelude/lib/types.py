"""The types of built-in objects that have no names of their own."""

import sys


def _function():
    pass


FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)
MappingProxyType = type(type.__dict__)
GeneratorType = type((lambda: (yield))())


async def _coroutine():
    pass


_made = _coroutine()
CoroutineType = type(_made)
_made.close()


async def _async_generator():
    yield


AsyncGeneratorType = type(_async_generator())


class _Class:
    def method(self):
        pass


MethodType = type(_Class().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
MethodDescriptorType = type(str.join)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
GetSetDescriptorType = type(FunctionType.__code__)
MemberDescriptorType = GetSetDescriptorType
ModuleType = type(sys)
FrameType = type(sys._getframe())
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)


def _cell_type():
    value = 1
    return type((lambda: value).__closure__[0])


CellType = _cell_type()

try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)


class SimpleNamespace:
    """Attributes and nothing else."""

    def __init__(self, mapping_or_iterable=(), /, **kwargs):
        self.__dict__.update(mapping_or_iterable)
        self.__dict__.update(kwargs)

    def __repr__(self):
        items = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"namespace({items})" if type(self) is SimpleNamespace else f"{type(self).__name__}({items})"

    def __eq__(self, other):
        if isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented


class GenericAlias:
    """A class with type arguments, such as `list[int]`."""

    def __new__(cls, origin, args, /):
        return object.__new__(cls)

    def __init__(self, origin, args, /):
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)
        self.__parameters__ = tuple(arg for arg in self.__args__ if hasattr(arg, "__typing_subst__"))

    def __repr__(self):
        return f"{_type_repr(self.__origin__)}[{', '.join(map(_type_repr, self.__args__))}]"

    def __call__(self, *args, **kwargs):
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __eq__(self, other):
        if not isinstance(other, GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __getitem__(self, args):
        return GenericAlias(self.__origin__, args)

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __reduce__(self):
        return GenericAlias, (self.__origin__, self.__args__)


class Union:
    """Several types of which any will do: `int | str`."""

    __module__ = "typing"

    def __init__(self, args):
        self.__args__ = args
        self.__parameters__ = tuple(arg for arg in args if hasattr(arg, "__typing_subst__"))

    def __instancecheck__(self, instance):
        for arg in self.__args__:
            if isinstance(instance, arg):
                return True
        return False

    def __subclasscheck__(self, cls):
        for arg in self.__args__:
            if issubclass(cls, arg):
                return True
        return False

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __eq__(self, other):
        if not isinstance(other, Union):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        return " | ".join(["None" if arg is NoneType else _type_repr(arg) for arg in self.__args__])

    def __reduce__(self):
        return _union, self.__args__


UnionType = Union


def _union(*members):
    args = []
    for member in members:
        if member is None:
            member = NoneType
        for arg in member.__args__ if isinstance(member, Union) else (member,):
            if not isinstance(arg, (type, GenericAlias)) and not hasattr(arg, "__typing_subst__"):
                return NotImplemented
            if arg not in args:
                args.append(arg)
    return args[0] if len(args) == 1 else Union(tuple(args))


def _type_repr(value):
    if value is ...:
        return "..."
    if isinstance(value, type):
        return value.__qualname__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    return repr(value)


class DynamicClassAttribute:
    """A property that the class itself does not have."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)

    def __get__(self, instance, owner=None):
        if instance is None:
            raise AttributeError
        return self.fget(instance)


def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    return meta(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    resolved = []
    for base in bases:
        if not isinstance(base, type) and hasattr(base, "__mro_entries__"):
            resolved.extend(base.__mro_entries__(bases))
        else:
            resolved.append(base)
    return tuple(resolved)


def prepare_class(name, bases=(), kwds=None):
    kwds = dict(kwds or {})
    meta = kwds.pop("metaclass", type(bases[0]) if bases else type)
    prepare = getattr(meta, "__prepare__", None)
    return meta, prepare(name, bases, **kwds) if prepare else {}, kwds


def get_original_bases(cls, /):
    return cls.__dict__.get("__orig_bases__", cls.__bases__)


class _AwaitableGenerator:
    """A generator of a function that `coroutine` has marked: it can be awaited too."""

    def __init__(self, generator):
        self.__wrapped = generator
        self.__name__ = generator.__name__
        self.__qualname__ = generator.__qualname__
        self.send, self.throw, self.close = generator.send, generator.throw, generator.close

    def __await__(self):
        return self.__wrapped

    __iter__ = __await__

    def __next__(self):
        return next(self.__wrapped)


def coroutine(func):
    """Lets the generators of a generator function be awaited."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    def wrapped(*args, **kwargs):
        made = func(*args, **kwargs)
        return _AwaitableGenerator(made) if type(made) is GeneratorType else made
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(wrapped, name, getattr(func, name, None))
    wrapped.__wrapped__ = func
    return wrapped
