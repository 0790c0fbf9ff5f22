"""Type annotations: they are kept and not checked."""

import collections
import types
from types import GenericAlias
from abc import ABCMeta

TYPE_CHECKING = False


class _Form:
    """A name for annotations, which may have arguments."""

    def __init__(self, name, origin=None, args=()):
        self._name = name
        self.__name__ = name
        self.__origin__ = origin if args or origin is None else origin
        self.__args__ = args

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        return _Form(self._name, self.__origin__, args)

    def __call__(self, *args, **kwargs):
        if self.__origin__ is None:
            raise TypeError(f"Cannot instantiate typing.{self._name}")
        return self.__origin__(*args, **kwargs)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        return (self.__origin__,) if isinstance(self.__origin__, type) else (Generic,)

    def __eq__(self, other):
        return isinstance(other, _Form) and (self._name, self.__args__) == (other._name, other.__args__)

    def __hash__(self):
        return hash((self._name, self.__args__))

    def __instancecheck__(self, instance):
        if self._name == "Union" or self._name == "Optional":
            return any(isinstance(instance, arg if isinstance(arg, type) else type(None)) for arg in self.__args__)
        return isinstance(instance, self.__origin__)

    def __repr__(self):
        if not self.__args__:
            return f"typing.{self._name}"
        return f"typing.{self._name}[{', '.join(map(_shown, self.__args__))}]"


def _shown(arg):
    if arg is ...:
        return "..."
    if isinstance(arg, list):
        return f"[{', '.join(map(_shown, arg))}]"
    if isinstance(arg, type):
        return arg.__qualname__ if arg.__module__ == "builtins" else f"{arg.__module__}.{arg.__qualname__}"
    return repr(arg)


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False,
                 default=None):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__, self.__contravariant__ = covariant, contravariant

    def __repr__(self):
        return f"~{self.__name__}"

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __typing_subst__(self, arg):
        return arg


class ParamSpec(TypeVar):
    @property
    def args(self):
        return self

    @property
    def kwargs(self):
        return self


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield self


class Generic:
    """The base of classes with type parameters."""

    __slots__ = ()

    def __class_getitem__(cls, params):
        return _GenericAlias(cls, params if isinstance(params, tuple) else (params,))


class _GenericAlias(GenericAlias):
    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if cls.__dict__.get("_is_runtime_protocol"):
            return all(hasattr(instance, name) for name in _protocol_members(cls))
        return ABCMeta.__instancecheck__(cls, instance)


def _protocol_members(cls):
    names = set()
    for base in cls.__mro__:
        if base.__dict__.get("_is_protocol") and base.__name__ != "Protocol":
            names |= {name for name in base.__dict__ if not name.startswith("_")}
            names |= set(getattr(base, "__annotations__", {}))
    return names


class Protocol(Generic, metaclass=_ProtocolMeta):
    _is_protocol = True


def runtime_checkable(cls):
    cls._is_runtime_protocol = True
    return cls


Any = _Form("Any")
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
Union = _Form("Union")
Optional = _Form("Optional")
Literal = _Form("Literal")
ClassVar = _Form("ClassVar")
Final = _Form("Final")
Annotated = _Form("Annotated")
Callable = _Form("Callable")
Concatenate = _Form("Concatenate")
TypeAlias = _Form("TypeAlias")
TypeGuard = _Form("TypeGuard")
TypeIs = _Form("TypeIs")
Required = _Form("Required")
NotRequired = _Form("NotRequired")
ReadOnly = _Form("ReadOnly")
Unpack = _Form("Unpack")

List = _Form("List", list)
Dict = _Form("Dict", dict)
Set = _Form("Set", set)
FrozenSet = _Form("FrozenSet", frozenset)
Tuple = _Form("Tuple", tuple)
Type = _Form("Type", type)
Deque = _Form("Deque", collections.deque)
DefaultDict = _Form("DefaultDict", collections.defaultdict)
OrderedDict = _Form("OrderedDict", collections.OrderedDict)
Counter = _Form("Counter", collections.Counter)
ChainMap = _Form("ChainMap", collections.ChainMap)

for _name in ("Iterable Iterator Generator Sequence MutableSequence Mapping MutableMapping Collection Container "
              "Hashable Sized Reversible AbstractSet MutableSet KeysView ValuesView ItemsView Awaitable Coroutine "
              "AsyncIterable AsyncIterator AsyncGenerator ContextManager AsyncContextManager ByteString IO TextIO "
              "BinaryIO Pattern Match SupportsInt SupportsFloat SupportsIndex SupportsAbs SupportsRound "
              "SupportsBytes SupportsComplex").split():
    globals()[_name] = _Form(_name)

Text = str
AnyStr = TypeVar("AnyStr", bytes, str)


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def no_type_check(arg):
    return arg


def override(method):
    return method


def assert_type(val, typ):
    return val


def assert_never(arg):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj):
    return obj


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    return dict(getattr(obj, "__annotations__", {}))


def get_origin(tp):
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return getattr(tp, "__args__", ())


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp

    def __call__(self, x):
        return x

    def __repr__(self):
        return self.__name__


class _NamedTupleMeta(type):
    def __new__(cls, name, bases, namespace):
        annotations = namespace.get("__annotations__")
        if annotations is None:
            annotate = namespace.get("__annotate__") or namespace.get("__annotate_func__")
            annotations = annotate(1) if annotate else {}
        fields = list(annotations)
        defaults = [namespace[field] for field in fields if field in namespace]
        made = collections.namedtuple(name, fields, defaults=defaults, module=namespace.get("__module__"))
        made.__annotations__ = dict(annotations)
        for key, value in namespace.items():
            if key not in fields and key not in ("__annotations__", "__module__", "__qualname__", "__orig_bases__"):
                setattr(made, key, value)
        return made


def NamedTuple(typename, fields=(), /, **kwargs):
    pairs = list(fields) + list(kwargs.items())
    made = collections.namedtuple(typename, [name for name, _ in pairs])
    made.__annotations__ = dict(pairs)
    return made


_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        made = type.__new__(cls, name, (dict,), dict(namespace))
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


def TypedDict(typename, fields=None, /, *, total=True):
    return _TypedDictMeta(typename, (), {"__annotations__": dict(fields or {})}, total=total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)
