"""Containers, in place of CPython's C module."""

import _prelude
from _collectionscore import (_count_elements, _deque_iterator, _deque_reverse_iterator, _move, _pop_first, _tuplegetter,
                              deque)
from types import GenericAlias

_missing = object()


class _Deque:
    """What completes the native `deque`: what may call Python code."""

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            maxlen = _prelude._index_of(maxlen)
        deque.__init__(self, (), maxlen)
        for item in iterable:
            self.append(item)

    def extend(self, iterable, /):
        for item in iterable:
            self.append(item)

    def extendleft(self, iterable, /):
        for item in iterable:
            self.appendleft(item)

    def __iadd__(self, iterable, /):
        self.extend(iterable)
        return self

    def __add__(self, other, /):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        made = self.copy()
        made.extend(other)
        return made

    def __mul__(self, times, /):
        if not hasattr(times, "__index__"):
            return NotImplemented
        return _like(self, list(self) * times)

    __rmul__ = __mul__

    def __imul__(self, times, /):
        if not hasattr(times, "__index__"):
            return NotImplemented
        items = list(self) * times
        self.clear()
        self.extend(items)
        return self

    def copy(self):
        """Return a shallow copy of a deque."""
        return _like(self, self)

    def __copy__(self):
        """Return a shallow copy of a deque."""
        return _like(self, self)

    def insert(self, index, value, /):
        self.insert(_prelude._index_of(index), value)

    def rotate(self, n=1, /):
        self.rotate(_prelude._index_of(n))

    def __getitem__(self, key, /):
        return self[_prelude._index_of(key)]

    def __setitem__(self, key, value, /):
        self[_prelude._index_of(key)] = value

    def __delitem__(self, key, /):
        del self[_prelude._index_of(key)]

    def count(self, value, /):
        found = 0
        for item in self:
            if item is value or item == value:
                found += 1
        return found

    def __contains__(self, value, /):
        for item in self:
            if item is value or item == value:
                return True
        return False

    def _find(self, value, start, stop, /):
        for place, item in enumerate(self):
            if place >= stop:
                break
            if place >= start and (item is value or item == value):
                return place
        return -1

    def index(self, value, start=0, stop=9223372036854775807, /):
        """Return first index of value."""
        length = len(self)
        start, stop = [max(bound + length, 0) if bound < 0 else bound for bound in map(_prelude._index_of, (start, stop))]
        place = self._find(value, min(start, length), min(stop, length))
        if place < 0:
            raise ValueError("deque.index(x): x not in deque")
        return place

    def remove(self, value, /):
        length = len(self)
        for place in range(length):
            item = self[place]
            found = item is value or item == value
            if len(self) != length:
                raise IndexError("deque mutated during remove().")
            if found:
                del self[place]
                return
        raise ValueError("deque.remove(x): x not in deque")

    def __eq__(self, other, /):
        return _equal(self, other)

    def __ne__(self, other, /):
        return not _equal(self, other)

    def __lt__(self, other, /):
        return list(self) < list(other)

    def __le__(self, other, /):
        return list(self) <= list(other)

    def __gt__(self, other, /):
        return list(self) > list(other)

    def __ge__(self, other, /):
        return list(self) >= list(other)

    def __repr__(self):
        name = type(self).__name__
        for other in _printing:
            if other is self:
                return "[...]"
        _printing.append(self)
        try:
            items = repr(list(self))
        finally:
            _printing.pop()
        return f"{name}({items})" if self.maxlen is None else f"{name}({items}, maxlen={self.maxlen})"

    def __reduce__(self):
        arguments = () if self.maxlen is None else ((), self.maxlen)
        return type(self), arguments, getattr(self, "__dict__", None) or None, iter(self)

    __class_getitem__ = classmethod(GenericAlias)
    __hash__ = None


_printing = []


def _like(self, items):
    """A deque of the same class and bound."""
    return type(self)(items) if self.maxlen is None else type(self)(items, self.maxlen)


def _equal(a, b):
    if len(a) != len(b):
        return False
    for x, y in zip(a, b):
        if not (x is y or x == y):
            return False
    return True


_prelude._complete(deque, _Deque)


class defaultdict(dict):
    """A dict that makes the values of missing keys."""

    __slots__ = ("default_factory",)
    __module__ = "collections"

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        if args or kwargs:
            dict.__init__(self, *args, **kwargs)

    def __missing__(self, key, /):
        factory = self.default_factory
        if factory is None:
            raise KeyError(key)
        self[key] = value = factory()
        return value

    def __repr__(self):
        for other in _printing:
            if other is self:
                factory = "..."
                break
        else:
            _printing.append(self)
            try:
                factory = repr(self.default_factory)
            finally:
                _printing.pop()
        return f"{type(self).__name__}({factory}, {dict.__repr__(self)})"

    def copy(self):
        """D.copy() -> a shallow copy of D."""
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        arguments = () if self.default_factory is None else (self.default_factory,)
        return type(self), arguments, None, None, iter(self.items())

    def __or__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self.default_factory, other)
        made.update(self)
        return made


class OrderedDict(dict):
    """A dict that can be reordered, and that compares by its order."""

    __module__ = "collections"

    def popitem(self, last=True):
        """Remove and return a (key, value) pair from the dictionary."""
        if not self:
            raise KeyError("dictionary is empty")
        if type(self) is OrderedDict:
            return dict.popitem(self) if last else _pop_first(self)
        key = next(reversed(self) if last else iter(self))
        return key, self.pop(key)

    def move_to_end(self, key, last=True):
        """Move an existing element to the end (or beginning if last is false)."""
        _move(self, key, bool(last))

    def pop(self, key, default=_missing):
        """Remove the key and return its value, or the default if the key is not there."""
        if type(self).__delitem__ is dict.__delitem__:
            if default is _missing:
                return dict.pop(self, key)
            return dict.pop(self, key, default)
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default is _missing:
            missing = getattr(type(self), "__missing__", None)
            if missing is None:
                raise KeyError(key)
            return missing(self, key)
        return default

    def setdefault(self, key, default=None):
        """Insert key with a value of default if key is not in the dictionary."""
        if key in self:
            return self[key]
        self[key] = default
        return default

    def update(self, /, *args, **kwds):
        """Set the items of a mapping or of an iterable of pairs, and of keyword arguments."""
        if len(args) > 1:
            raise TypeError(f"update() takes at most 1 positional argument ({len(args)} given)")
        if type(self).__setitem__ is dict.__setitem__:
            dict.update(self, *args, **kwds)
            return
        if args:
            other = args[0]
            if hasattr(other, "keys"):
                for key in other.keys():
                    self[key] = other[key]
            else:
                for key, value in other:
                    self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def __init__(self, /, *args, **kwds):
        if len(args) > 1:
            raise TypeError(f"expected at most 1 arguments, got {len(args)}")
        self.update(*args, **kwds)

    def __repr__(self):
        for other in _printing:
            if other is self:
                return "..."
        _printing.append(self)
        try:
            items = repr(dict(self.items())) if self else ""
        finally:
            _printing.pop()
        return f"{type(self).__name__}({items})"

    def copy(self):
        """A shallow copy."""
        return type(self)(self)

    __copy__ = copy

    def __eq__(self, other, /):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and all([a is b or a == b for a, b in zip(self, other)])
        return dict.__eq__(self, other)

    def __ne__(self, other, /):
        result = OrderedDict.__eq__(self, other)
        return result if result is NotImplemented else not result

    __hash__ = None

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """Create a new ordered dictionary with keys from iterable and values set to value."""
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __or__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self)
        made.update(other)
        return made

    def __ror__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(other)
        made.update(self)
        return made

    def __ior__(self, other, /):
        self.update(other)
        return self

    def __reduce__(self):
        return type(self), (), self.__dict__ or None, None, iter(self.items())


_prelude._name_fully(deque, defaultdict, OrderedDict)
