"""The types of built-in objects that have no names of their own: what `types` gives on."""

import sys
from _prelude import _name_fully
from _thread import get_ident
from _typescore import *
from _typing import GenericAlias, Union

__all__ = [
    "AsyncGeneratorType", "BuiltinFunctionType", "BuiltinMethodType", "CellType", "ClassMethodDescriptorType",
    "CodeType", "CoroutineType", "EllipsisType", "FrameType", "FunctionType", "GeneratorType", "GenericAlias",
    "GetSetDescriptorType", "LambdaType", "MappingProxyType", "MemberDescriptorType", "MethodDescriptorType",
    "MethodType", "MethodWrapperType", "ModuleType", "NoneType", "NotImplementedType", "SimpleNamespace",
    "TracebackType", "UnionType", "WrapperDescriptorType",
]


FrameType = type(sys._getframe())
UnionType = Union


class SimpleNamespace:
    """Attributes and nothing else."""

    __module__ = "types"

    def __init__(self, mapping_or_iterable=(), /, **kwargs):
        attributes = dict(mapping_or_iterable)
        for name in attributes:
            if not isinstance(name, str):
                raise TypeError("keywords must be strings")
        self.__dict__.update(attributes)
        self.__dict__.update(kwargs)

    def __repr__(self):
        kind = type(self)
        name = "namespace" if kind is SimpleNamespace else kind.__name__
        key = (id(self), get_ident())
        if key in _shown:
            return f"{name}(...)"
        _shown.add(key)
        try:
            items = ", ".join(f"{attribute}={value!r}" for attribute, value in self.__dict__.items())
        finally:
            _shown.discard(key)
        return f"{name}({items})"

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if _are_namespaces(self, other) else NotImplemented

    def __lt__(self, other):
        return self.__dict__ < other.__dict__ if _are_namespaces(self, other) else NotImplemented

    def __le__(self, other):
        return self.__dict__ <= other.__dict__ if _are_namespaces(self, other) else NotImplemented

    def __gt__(self, other):
        return self.__dict__ > other.__dict__ if _are_namespaces(self, other) else NotImplemented

    def __ge__(self, other):
        return self.__dict__ >= other.__dict__ if _are_namespaces(self, other) else NotImplemented

    def __reduce__(self):
        return type(self), (), self.__dict__

    def __replace__(self, /, **changes):
        copy = type(self)()
        copy.__dict__.update(self.__dict__)
        copy.__dict__.update(changes)
        return copy


# The namespaces that are being shown, by thread: one of them can hold itself.
_shown = set()


def _are_namespaces(one, other):
    return issubclass(type(one), SimpleNamespace) and issubclass(type(other), SimpleNamespace)


_name_fully(SimpleNamespace)
