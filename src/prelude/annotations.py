# Annotations and type parameters: what is evaluated on demand, and what generic definitions call.


def _annotations_of(annotate):
    if annotate is None:
        return {}
    annotations = annotate(1)
    if not isinstance(annotations, dict):
        raise TypeError(f"__annotate__() must return a dict, not {_type_name(type(annotations))}")
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


def _typing():
    return __import__("_typing", None, None, (), 0)


def __type_parameter__(kind, name, bound, default):
    return _typing()._make_parameter(kind, name, bound, default, _calling_module(1))


def __generic_base__(parameters):
    typing = _typing()
    return typing.Generic[typing._with_unpacked(parameters)]


def __type_alias__(name, parameters, value):
    return _typing()._make_alias(name, parameters, value)


def staticmethod___annotations__(self):
    return self.__func__.__annotations__


def staticmethod___annotate__(self):
    return self.__func__.__annotate__


classmethod___annotations__ = staticmethod___annotations__
classmethod___annotate__ = staticmethod___annotate__
