"""Abstract base classes, in place of CPython's C module."""

_version = 0


class _Data:
    """What an abstract base class knows of others: classes that are registered, and answers that were given."""

    __slots__ = ("registry", "positive", "negative", "version")

    def __init__(self):
        self.registry = set()
        self.positive = set()
        self.negative = set()
        self.version = _version


def get_cache_token():
    """Returns the current ABC cache token."""
    return _version


def _abc_init(cls, /):
    """Finds the abstract methods, and makes room for what will be known of other classes."""
    abstracts = {name for name, value in cls.__dict__.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                abstracts.add(name)
    cls.__abstractmethods__ = frozenset(abstracts)
    cls._abc_impl = _Data()


def _abc_register(cls, subclass, /):
    global _version
    if not isinstance(subclass, type):
        raise TypeError("Can only register classes")
    if issubclass(subclass, cls):
        return subclass
    if issubclass(cls, subclass):
        raise RuntimeError("Refusing to create an inheritance cycle")
    cls._abc_impl.registry.add(subclass)
    _version += 1
    return subclass


def _abc_instancecheck(cls, instance, /):
    subclass = instance.__class__
    data = cls._abc_impl
    if subclass in data.positive:
        return True
    subtype = type(instance)
    if subtype is subclass:
        if data.version == _version and subclass in data.negative:
            return False
        return cls.__subclasscheck__(subclass)
    return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(subtype)


def _abc_subclasscheck(cls, subclass, /):
    if not isinstance(subclass, type):
        raise TypeError("issubclass() arg 1 must be a class")
    data = cls._abc_impl
    if subclass in data.positive:
        return True
    if data.version < _version:
        data.negative = set()
        data.version = _version
    elif subclass in data.negative:
        return False
    answer = _answer(cls, subclass, data)
    (data.positive if answer else data.negative).add(subclass)
    return answer


def _answer(cls, subclass, data):
    answer = cls.__subclasshook__(subclass)
    if answer is not NotImplemented:
        if not isinstance(answer, bool):
            raise AssertionError("__subclasshook__ must return either False, True, or NotImplemented")
        return answer
    if cls in getattr(subclass, "__mro__", ()):
        return True
    for registered in list(data.registry):
        if issubclass(subclass, registered):
            return True
    for derived in cls.__subclasses__():
        if issubclass(subclass, derived):
            return True
    return False


def _get_dump(cls, /):
    """Internal C helper for cache and registry debugging."""
    data = cls._abc_impl
    return set(data.registry), set(data.positive), set(data.negative), data.version


def _reset_registry(cls, /):
    cls._abc_impl.registry.clear()


def _reset_caches(cls, /):
    cls._abc_impl.positive.clear()
    cls._abc_impl.negative.clear()
