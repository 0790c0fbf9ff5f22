# Annotations and type parameters: what is evaluated on demand, and what generic definitions call.


def _annotations_of(annotate):
    if annotate is None:
        return {}
    annotations = annotate(1)
    if not isinstance(annotations, dict):
        raise TypeError(f"__annotate__() must return a dict, not {type(annotations).__name__}")
    return annotations


def type___annotations__(cls):
    namespace = cls.__dict__
    for name in ("__annotations__", "__annotations_cache__"):
        if name in namespace:
            return namespace[name]
    if not _is_heap_type(cls):
        raise AttributeError(f"type object '{cls.__name__}' has no attribute '__annotations__'", name="__annotations__", obj=cls)
    annotations = _annotations_of(namespace.get("__annotate_func__"))
    cls.__annotations__ = annotations
    return annotations


def _is_heap_type(cls):
    return bool(cls.__flags__ & 512)


def function___annotations__(self):
    return _keep_annotations(self, _annotations_of(self.__annotate__))


def module___annotations__(self):
    namespace = self.__dict__
    if "__annotations__" not in namespace:
        namespace["__annotations__"] = _annotations_of(namespace.get("__annotate__"))
    return namespace["__annotations__"]


class _TypeParameter:
    """What the parameters of generic definitions have in common."""

    def __init__(self, name, bound, default):
        self.__name__ = name
        self._bound = bound
        self._default = default

    def __repr__(self):
        return self.__name__

    @property
    def __default__(self):
        return NoDefault if self._default is None else self._default(1)

    def has_default(self):
        return self._default is not None

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __typing_subst__(self, argument):
        return argument

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __reduce__(self):
        return self.__name__


def _union(members):
    from typing import Union
    return Union[members]


class TypeVar(_TypeParameter):
    __constraints__ = ()
    __covariant__ = __contravariant__ = False
    __infer_variance__ = True

    @property
    def __bound__(self):
        return None if self._bound is None else self._bound(1)


class TypeVarTuple(_TypeParameter):
    def __iter__(self):
        yield _Unpacked(self)


class ParamSpec(_TypeParameter):
    __bound__ = None
    __covariant__ = __contravariant__ = False
    __infer_variance__ = True


class _Unpacked:
    """`*Ts` for a TypeVarTuple."""

    def __init__(self, parameter):
        self.__parameter = parameter

    def __repr__(self):
        return f"typing.Unpack[{self.__parameter!r}]"


class _NoDefaultType:
    def __repr__(self):
        return "typing.NoDefault"


NoDefault = _NoDefaultType()


class TypeAliasType:
    """What `type X = ...` binds."""

    def __init__(self, name, type_params, value):
        self.__name__ = name
        self.__type_params__ = type_params
        self._evaluate = value

    @property
    def __value__(self):
        return self._evaluate(1)

    @property
    def __module__(self):
        return self._evaluate.__module__

    def __repr__(self):
        return self.__name__

    def __getitem__(self, item):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return _generic_alias(self, item)


class Generic:
    """The base of generic classes."""

    __slots__ = ()

    @classmethod
    def __class_getitem__(cls, item):
        return _generic_alias(cls, item)


for _class in (TypeVar, TypeVarTuple, ParamSpec, TypeAliasType, Generic):
    _class.__module__ = "typing"


def __type_parameter__(kind, name, bound, default):
    classes = {"TypeVar": TypeVar, "TypeVarTuple": TypeVarTuple, "ParamSpec": ParamSpec}
    return classes[kind](name, bound, default)


def __generic_base__(parameters):
    arguments = []
    for parameter in parameters:
        if isinstance(parameter, TypeVarTuple):
            arguments.extend(parameter)
        else:
            arguments.append(parameter)
    return _generic_alias(Generic, tuple(arguments))


def __type_alias__(name, parameters, value):
    return TypeAliasType(name, parameters, value)
