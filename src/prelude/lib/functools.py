"""Functions on functions."""

from types import GenericAlias, MethodType

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache",
           "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod",
           "cached_property", "Placeholder"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)

_missing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a wrapper look like what it wraps."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        try:
            setattr(wrapper, name, value)
        except (AttributeError, TypeError):
            pass
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator for wrappers of `wrapped`."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def reduce(function, iterable, initial=_missing, /):
    iterator = iter(iterable)
    if initial is _missing:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


class _PlaceholderType:
    def __repr__(self):
        return "Placeholder"

    def __reduce__(self):
        return "Placeholder"


Placeholder = _PlaceholderType()


class partial:
    """A call with some of its arguments."""

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        if isinstance(func, partial):
            args = _fill(func.args, args)[0] if Placeholder in func.args else func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = object.__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        self._placeholders = sum(arg is Placeholder for arg in args)
        return self

    def __call__(self, /, *args, **keywords):
        keywords = {**self.keywords, **keywords}
        if self._placeholders:
            own, args = _fill_all(self.args, args, self._placeholders)
            return self.func(*own, *args, **keywords)
        return self.func(*self.args, *args, **keywords)

    def __get__(self, instance, owner=None):
        return self if instance is None else MethodType(self, instance)

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func), *map(repr, self.args), *(f"{k}={v!r}" for k, v in self.keywords.items())]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def __reduce__(self):
        own = {k: v for k, v in self.__dict__.items() if k not in ("func", "args", "keywords", "_placeholders")}
        return type(self), (self.func,), (self.func, self.args, self.keywords, own or None)

    def __setstate__(self, state):
        self.func, args, keywords, own = state
        self.args = tuple(args)
        self.keywords = dict(keywords or {})
        self._placeholders = sum(arg is Placeholder for arg in self.args)
        if own:
            self.__dict__.update(own)

    __class_getitem__ = classmethod(GenericAlias)


def _fill(own, args):
    args = list(args)
    filled = [args.pop(0) if arg is Placeholder and args else arg for arg in own]
    return (*filled, *args), ()


def _fill_all(own, args, count):
    if len(args) < count:
        raise TypeError(f"missing positional arguments in 'partial' call; expected at least {count}, got {len(args)}")
    args = list(args)
    return [args.pop(0) if arg is Placeholder else arg for arg in own], args


class partialmethod:
    """A method with some of its arguments."""

    def __init__(self, func, /, *args, **keywords):
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, obj, cls=None):
        get = getattr(type(self.func), "__get__", None)
        bound = self.func.__get__(obj, cls) if get is not None else self.func
        if obj is None and bound is self.func:
            return partial(self.func, *self.args, **self.keywords)
        return partial(bound, *self.args, **self.keywords)


def _unwrap_partial(func):
    """What is called in the end; `inspect` asks."""
    while isinstance(func, partial):
        func = func.func
    return func


def _unwrap_partialmethod(func):
    while True:
        if isinstance(getattr(func, "__partialmethod__", None), partialmethod):
            func = func.__partialmethod__
        elif isinstance(func, (partial, partialmethod)):
            func = func.func
        else:
            return func


def cmp_to_key(mycmp):
    """Makes a key function of a comparison."""

    class K:
        __slots__ = ["obj"]

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


def total_ordering(cls):
    """Adds the comparisons that follow from the one that the class defines."""
    roots = {name for name in ("__lt__", "__le__", "__gt__", "__ge__")
             if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)

    def compare(self, other):
        result = getattr(type(self), root)(self, other)
        return result

    def less_or(self, other, when_less, when_equal, when_more):
        result = compare(self, other)
        if result is NotImplemented:
            return result
        if root in ("__lt__", "__gt__"):
            if result:
                return when_less if root == "__lt__" else when_more
            return when_equal if self == other else (when_more if root == "__lt__" else when_less)
        if not result:
            return when_more if root == "__le__" else when_less
        return when_equal if self == other else (when_less if root == "__le__" else when_more)

    operations = {
        "__lt__": lambda self, other: less_or(self, other, True, False, False),
        "__le__": lambda self, other: less_or(self, other, True, True, False),
        "__gt__": lambda self, other: less_or(self, other, False, False, True),
        "__ge__": lambda self, other: less_or(self, other, False, True, True),
    }
    for name, operation in operations.items():
        if name not in roots:
            operation.__name__ = name
            setattr(cls, name, operation)
    return cls


class _CacheInfo(tuple):
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return f"CacheInfo(hits={self[0]}, misses={self[1]}, maxsize={self[2]}, currsize={self[3]})"


_keywords_follow = object()


def _make_key(args, kwds, typed):
    key = args
    if kwds:
        key = (*key, _keywords_follow, *(part for item in kwds.items() for part in item))
    if typed:
        key = (*key, *(type(arg) for arg in args), *(type(arg) for arg in kwds.values()))
    elif len(key) == 1 and type(key[0]) in (int, str):
        return key[0]
    return key


def lru_cache(maxsize=128, typed=False):
    """A decorator that remembers the latest results."""
    if callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        return _cached(function, maxsize, typed)
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def _cached(function, maxsize, typed):
    results = {}
    hits = misses = 0

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _make_key(args, kwds, typed)
        result = results.get(key, _missing)
        if result is not _missing:
            hits += 1
            if maxsize is not None:
                # The dict's order is that of last use.
                if results.pop(key, _missing) is not _missing:
                    results[key] = result
            return result
        misses += 1
        result = function(*args, **kwds)
        if maxsize != 0:
            results[key] = result
            if maxsize is not None and len(results) > maxsize:
                results.pop(next(iter(results)), None)
        return result

    def cache_info():
        return _CacheInfo((hits, misses, maxsize, len(results)))

    def cache_clear():
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """A property that is computed once for each instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache "
                            f"{self.attrname!r} property.") from None
        value = attributes.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            attributes[self.attrname] = value
        return value

    __class_getitem__ = classmethod(GenericAlias)


def singledispatch(func):
    """A function with an implementation for each type of its first argument."""
    registry = {object: func}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        for base in registry:
            if base is not object and issubclass(cls, base):
                return registry[base]
        return registry[object]

    def register(cls, implementation=None):
        if implementation is None:
            if isinstance(cls, type):
                return lambda function: register(cls, function)
            function = cls
            annotations = getattr(function, "__annotations__", {})
            if not annotations:
                raise TypeError(f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` "
                                "or plain `@register` on an annotated function.")
            return register(next(iter(annotations.values())), function)
        registry[cls] = implementation
        return implementation

    def wrapper(*args, **kwargs):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kwargs)

    name = getattr(func, "__name__", "singledispatch function")
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """A method with an implementation for each type of its first argument after self."""

    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        return update_wrapper(method, self.func)


def recursive_repr(fillvalue="..."):
    """A decorator for a `__repr__` that may meet its own object."""
    def decorate(function):
        running = set()

        def wrapper(self):
            key = id(self)
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return function(self)
            finally:
                running.discard(key)
        return update_wrapper(wrapper, function)
    return decorate
