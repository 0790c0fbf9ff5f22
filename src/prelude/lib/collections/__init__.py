"""Containers."""

import _collections
import sys
from types import GenericAlias

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque",
           "namedtuple"]

_missing = object()


class deque(_collections.deque):
    """A list that is quick at both ends."""

    __hash__ = None

    def __init__(self, iterable=(), maxlen=None):
        self._set_maxlen(maxlen)
        self.clear()
        self.extend(iterable)

    def extend(self, iterable):
        self._extend(iterable if type(iterable) in (list, tuple) else list(iterable))

    def extendleft(self, iterable):
        for item in list(iterable):
            self.appendleft(item)

    def __repr__(self):
        name = type(self).__name__
        items = repr(list(self))
        return f"{name}({items})" if self.maxlen is None else f"{name}({items}, maxlen={self.maxlen})"

    def __getitem__(self, index):
        if isinstance(index, slice):
            raise TypeError("sequence index must be integer, not 'slice'")
        return self._item(index)

    def copy(self):
        return type(self)(self, self.maxlen)

    __copy__ = copy

    def __contains__(self, value):
        return value in list(self)

    def count(self, value):
        return list(self).count(value)

    def index(self, value, *bounds):
        try:
            return list(self).index(value, *bounds)
        except ValueError:
            raise ValueError(f"{value!r} is not in deque") from None

    def insert(self, index, value):
        if self.maxlen is not None and len(self) >= self.maxlen:
            raise IndexError("deque already at its maximum size")
        items = list(self)
        items.insert(index, value)
        self.clear()
        self._extend(items)

    def remove(self, value):
        items = list(self)
        try:
            items.remove(value)
        except ValueError:
            raise ValueError("deque.remove(x): x not in deque") from None
        self.clear()
        self._extend(items)

    def __delitem__(self, index):
        self._item(index)
        items = list(self)
        del items[index]
        self.clear()
        self._extend(items)

    def reverse(self):
        items = list(self)
        items.reverse()
        self.clear()
        self._extend(items)

    def __reversed__(self):
        return reversed(list(self))

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, deque) else NotImplemented

    def __ne__(self, other):
        return list(self) != list(other) if isinstance(other, deque) else NotImplemented

    def __lt__(self, other):
        return list(self) < list(other) if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return list(self) <= list(other) if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return list(self) > list(other) if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return list(self) >= list(other) if isinstance(other, deque) else NotImplemented

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        return type(self)([*self, *other], self.maxlen)

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, times):
        return type(self)(list(self) * times, self.maxlen)

    __rmul__ = __mul__

    def __reduce__(self):
        arguments = () if self.maxlen is None else ((), self.maxlen)
        return type(self), arguments, self.__dict__ or None, iter(self)

    __class_getitem__ = classmethod(GenericAlias)


class OrderedDict(dict):
    """A dict that knows the order of its keys, and that compares by it."""

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self) if last else iter(self))
        return key, self.pop(key)

    def move_to_end(self, key, last=True):
        value = self.pop(key)
        if last:
            self[key] = value
            return
        rest = list(self.items())
        self.clear()
        self[key] = value
        self.update(rest)

    def __repr__(self):
        items = repr(dict(self)) if self else ""
        return f"{type(self).__name__}({items})"

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and all(a == b for a, b in zip(self, other))
        return dict.__eq__(self, other)

    def __ne__(self, other):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self)
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(other)
        made.update(self)
        return made

    def __reduce__(self):
        return type(self), (), self.__dict__ or None, None, iter(self.items())


class defaultdict(dict):
    """A dict that makes the values of missing keys."""

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        dict.__init__(self, *args, **kwargs)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value

    def __repr__(self):
        return f"{type(self).__name__}({self.default_factory!r}, {dict(self)!r})"

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        arguments = () if self.default_factory is None else (self.default_factory,)
        return type(self), arguments, None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made


class Counter(dict):
    """A dict that counts things."""

    def __init__(self, iterable=None, /, **kwds):
        dict.__init__(self)
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        ordered = sorted(self.items(), key=lambda item: item[1], reverse=True)
        return ordered if n is None else ordered[:n]

    def elements(self):
        return (key for key, count in self.items() for _ in range(count))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        self._change(iterable, kwds, 1)

    def subtract(self, iterable=None, /, **kwds):
        self._change(iterable, kwds, -1)

    def _change(self, iterable, kwds, sign):
        if iterable is not None:
            if hasattr(iterable, "items"):
                for key, count in iterable.items():
                    self[key] = self.get(key, 0) + sign * count
            else:
                get = self.get
                for key in iterable:
                    self[key] = get(key, 0) + sign
        if kwds:
            self._change(kwds, None, sign)

    def copy(self):
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, key):
        if key in self:
            dict.__delitem__(self, key)

    def __repr__(self):
        if not self:
            return f"{self.__class__.__name__}()"
        try:
            items = dict(self.most_common())
        except TypeError:
            items = dict(self)
        return f"{self.__class__.__name__}({items!r})"

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] == other[key] for counter in (self, other) for key in counter)

    def __ne__(self, other):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] <= other[key] for counter in (self, other) for key in counter)

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] >= other[key] for counter in (self, other) for key in counter)

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def _combined(self, other, combine):
        made = Counter()
        for key in (*self, *(key for key in other if key not in self)):
            count = combine(self[key], other[key])
            if count > 0:
                made[key] = count
        return made

    def __add__(self, other):
        return self._combined(other, lambda a, b: a + b) if isinstance(other, Counter) else NotImplemented

    def __sub__(self, other):
        return self._combined(other, lambda a, b: a - b) if isinstance(other, Counter) else NotImplemented

    def __or__(self, other):
        return self._combined(other, max) if isinstance(other, Counter) else NotImplemented

    def __and__(self, other):
        return self._combined(other, min) if isinstance(other, Counter) else NotImplemented

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def _replaced(self, made):
        self.clear()
        dict.update(self, made)
        return self

    def __iadd__(self, other):
        return self._replaced(self + other)

    def __isub__(self, other):
        return self._replaced(self - other)

    def __ior__(self, other):
        return self._replaced(self | other)

    def __iand__(self, other):
        return self._replaced(self & other)


def _field(index):
    def get(self):
        return tuple.__getitem__(self, index)
    return property(get, doc=f"Alias for field number {index}")


_KEYWORDS = frozenset("False None True and as assert async await break class continue def del elif else except "
                      "finally for from global if import in is lambda nonlocal not or pass raise return try while "
                      "with yield".split())


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Makes a class of tuples whose items have names."""
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    fields = tuple(map(str, field_names))
    typename = sys.intern(str(typename))
    if rename:
        seen = set()
        renamed = []
        for index, name in enumerate(fields):
            bad = not name.isidentifier() or name in _KEYWORDS or name.startswith("_") or name in seen
            renamed.append(f"_{index}" if bad else name)
            seen.add(name)
        fields = tuple(renamed)
    for name in (typename, *fields):
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _KEYWORDS:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    for index, name in enumerate(fields):
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in fields[:index]:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
    defaults = () if defaults is None else tuple(defaults)
    if len(defaults) > len(fields):
        raise TypeError("Got more default values than field names")
    own_defaults = dict(zip(fields[len(fields) - len(defaults):], defaults))

    def __new__(_cls, /, *args, **kwargs):
        if len(args) == len(fields) and not kwargs:
            return tuple.__new__(_cls, args)
        return tuple.__new__(_cls, _bind(typename, fields, own_defaults, args, kwargs))

    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        if len(made) != len(fields):
            raise TypeError(f"Expected {len(fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **kwds):
        made = self._make(kwds.pop(name, value) for name, value in zip(fields, self))
        if kwds:
            raise TypeError(f"Got unexpected field names: {list(kwds)!r}")
        return made

    def _asdict(self):
        return dict(zip(fields, self))

    def __repr__(self):
        return self.__class__.__name__ + "(" + ", ".join(f"{n}={v!r}" for n, v in zip(fields, self)) + ")"

    def __getnewargs__(self):
        return tuple(self)

    namespace = {
        "__doc__": f"{typename}({', '.join(fields)})",
        "__slots__": (),
        "_fields": fields,
        "_field_defaults": own_defaults,
        "__new__": __new__,
        "_make": classmethod(_make),
        "_replace": _replace,
        "__replace__": _replace,
        "_asdict": _asdict,
        "__repr__": __repr__,
        "__getnewargs__": __getnewargs__,
        "__match_args__": fields,
    }
    for index, name in enumerate(fields):
        namespace[name] = _field(index)
    for method in (__new__, _make, _replace, _asdict, __repr__, __getnewargs__):
        method.__qualname__ = f"{typename}.{method.__name__}"
    made = type(typename, (tuple,), namespace)
    made.__module__ = module if module is not None else _caller()
    return made


def _caller():
    import _prelude
    return _prelude._calling_module(2)


def _bind(typename, fields, defaults, args, kwargs):
    """The values of the fields, in order."""
    if len(args) > len(fields):
        raise TypeError(f"{typename}.__new__() takes {len(fields) + 1} positional arguments but "
                        f"{len(args) + 1} were given")
    values = dict(zip(fields, args))
    for name, value in kwargs.items():
        if name not in fields:
            raise TypeError(f"{typename}.__new__() got an unexpected keyword argument '{name}'")
        if name in values:
            raise TypeError(f"{typename}.__new__() got multiple values for argument '{name}'")
        values[name] = value
    missing = [name for name in fields if name not in values and name not in defaults]
    if missing:
        names = [repr(name) for name in missing]
        listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + (" and " if len(names) == 2 else ", and ") + names[-1]
        plural = "" if len(names) == 1 else "s"
        raise TypeError(f"{typename}.__new__() missing {len(names)} required positional argument{plural}: {listed}")
    return [values[name] if name in values else defaults[name] for name in fields]


class _Wrapper:
    """What the user classes share: their data is in `data`."""

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return repr(self.data)


class UserDict(_Wrapper):
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(self.__class__, "__missing__"):
            return self.__class__.__missing__(self, key)
        raise KeyError(key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if hasattr(other, "items") else NotImplemented

    def get(self, key, default=None):
        return self[key] if key in self else default

    def keys(self):
        return self.data.keys()

    def values(self):
        return self.data.values()

    def items(self):
        return self.data.items()

    def update(self, other=(), /, **kwds):
        pairs = other.items() if hasattr(other, "items") else other
        for key, value in pairs:
            self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, default=_missing):
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default is _missing:
            raise KeyError(key)
        return default

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        self.data.clear()

    def copy(self):
        made = self.__class__()
        made.data = self.data.copy()
        return made


class UserList(_Wrapper):
    def __init__(self, initlist=None):
        self.data = list(initlist.data if isinstance(initlist, UserList) else initlist or ())

    def _plain(self, other):
        return other.data if isinstance(other, UserList) else other

    def __getitem__(self, index):
        return self.__class__(self.data[index]) if isinstance(index, slice) else self.data[index]

    def __setitem__(self, index, item):
        self.data[index] = item

    def __delitem__(self, index):
        del self.data[index]

    def __iter__(self):
        return iter(self.data)

    def __eq__(self, other):
        return self.data == self._plain(other)

    def __lt__(self, other):
        return self.data < self._plain(other)

    def __add__(self, other):
        return self.__class__(self.data + list(self._plain(other)))

    def __iadd__(self, other):
        self.data += list(self._plain(other))
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    def append(self, item):
        self.data.append(item)

    def insert(self, index, item):
        self.data.insert(index, item)

    def pop(self, index=-1):
        return self.data.pop(index)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(self._plain(other))


class UserString(_Wrapper):
    def __init__(self, seq):
        self.data = seq.data if isinstance(seq, UserString) else str(seq)

    def __str__(self):
        return self.data

    def __hash__(self):
        return hash(self.data)

    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, UserString) else other)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        return self.__class__(self.data + str(other))

    def __getattr__(self, name):
        method = getattr(self.data, name)

        def call(*args, **kwargs):
            result = method(*args, **kwargs)
            return self.__class__(result) if isinstance(result, str) else result
        return call


class ChainMap(_Wrapper):
    """Several dicts as one: the first that has a key decides."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        keys = {}
        for mapping in map(dict.fromkeys, reversed(self.maps)):
            keys |= mapping
        return iter(keys)

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    def keys(self):
        return dict.fromkeys(self).keys()

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def __repr__(self):
        return f"{self.__class__.__name__}({', '.join(map(repr, self.maps))})"

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items())

    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return self.__class__(m, *self.maps)

    @property
    def parents(self):
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def update(self, *args, **kwargs):
        self.maps[0].update(*args, **kwargs)

    def clear(self):
        self.maps[0].clear()
