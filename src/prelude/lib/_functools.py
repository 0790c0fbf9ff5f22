"""Functions on functions, in place of CPython's C module."""

import _prelude
from _functoolscore import (_cache_parts, _count_hit, _lru_cache_wrapper, _new_partial, _set_partial, cmp_to_key, partial,
                            reduce)
from reprlib import recursive_repr
from types import GenericAlias

_missing = object()


class _PlaceholderType:
    """The type of the Placeholder singleton."""

    __module__ = "functools"
    __slots__ = ()

    def __new__(cls, /, *args, **kwargs):
        if args or kwargs:
            raise TypeError("_PlaceholderType takes no arguments")
        return Placeholder

    def __init_subclass__(cls, /, **kwargs):
        raise TypeError("type 'functools._PlaceholderType' is not an acceptable base type")

    def __repr__(self):
        return "Placeholder"

    def __reduce__(self):
        return "Placeholder"


Placeholder = object.__new__(_PlaceholderType)


class _Partial:
    """What completes the native `partial`."""

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        for value in keywords.values():
            if value is Placeholder:
                raise TypeError("Placeholder cannot be passed as a keyword argument")
        if isinstance(func, partial) and type(func) is partial and not func.__dict__:
            args = _joined(func.args, args)
            keywords = {**func.keywords, **keywords}
            func = func.func
        return _new_partial(cls, func, args, keywords, Placeholder)

    @recursive_repr()
    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func), *map(repr, self.args), *[f"{k}={v!r}" for k, v in self.keywords.items()]]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError("invalid partial state")
        func, args, keywords, attributes = state
        if not callable(func) or not isinstance(args, tuple) or not (keywords is None or isinstance(keywords, dict)):
            raise TypeError("invalid partial state")
        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        if type(args) is not tuple:
            args = tuple(args)
        if type(keywords) is not dict:
            keywords = dict(keywords or {})
        _set_partial(self, func, args, keywords, Placeholder, None)
        self.__dict__ = {} if attributes is None else attributes

    __class_getitem__ = classmethod(GenericAlias)


def _joined(own, args):
    """The arguments of a partial of a partial: the new ones go to the places that were kept."""
    joined = []
    left = list(args)
    for arg in own:
        joined.append(left.pop(0) if arg is Placeholder and left else arg)
    return (*joined, *left)


_prelude._complete(partial, _Partial)


class _Cached:
    """What completes the native wrapper of `lru_cache`."""

    def __call__(self, /, *args, **kwargs):
        function, results, maxsize, typed = _cache_parts(self)
        key = args
        if kwargs:
            key += (..., *[part for item in kwargs.items() for part in item], NotImplemented)
        if typed:
            key += (*map(type, args), *map(type, kwargs.values()))
        result = results.get(key, _missing)
        if result is not _missing:
            _count_hit(self, True)
            if maxsize is not None and results.pop(key, _missing) is not _missing:
                results[key] = result
            return result
        _count_hit(self, False)
        result = function(*args, **kwargs)
        if key not in results:
            results[key] = result
            if maxsize is not None and len(results) > maxsize:
                results.pop(next(iter(results)), None)
        return result

    def __reduce__(self):
        return self.__qualname__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self


_prelude._complete(_lru_cache_wrapper, _Cached)


_prelude._name_fully(partial)
