"""Dicts whose keys define `__eq__` or `__hash__` themselves.

Keys with the same hash are compared here; then the entry is named by its own key.
"""


def _dict_key(self, hash, key):
    """The key of the dict that is equal to `key`, or _missing."""
    for known in _dict_candidates(self, hash, key):
        if known is key or known == key:
            return known
    return _missing


def dict___getitem__(self, key):
    number = hash(key)
    for known in _dict_candidates(self, number, key):
        if known is key or known == key:
            return _dict_value(self, number, known)
    if type(self) is not dict and hasattr(type(self), "__missing__"):
        return type(self).__missing__(self, key)
    raise KeyError(key)


def dict___setitem__(self, key, value):
    number = hash(key)
    while True:
        seen = _dict_candidates(self, number, key)
        for known in seen:
            if known is key or known == key:
                _dict_replace(self, number, known, value)
                return
        if _dict_insert(self, number, key, value, seen):
            return


def dict___delitem__(self, key):
    number = hash(key)
    known = _dict_key(self, number, key)
    if known is _missing:
        raise KeyError(key)
    _dict_delete(self, number, known)


def dict___contains__(self, key):
    for known in _dict_candidates(self, hash(key), key):
        if known is key or known == key:
            return True
    return False


def dict_get(self, key, default=None):
    number = hash(key)
    for known in _dict_candidates(self, number, key):
        if known is key or known == key:
            return _dict_value(self, number, known)
    return default


def dict_setdefault(self, key, default=None):
    number = hash(key)
    while True:
        seen = _dict_candidates(self, number, key)
        for known in seen:
            if known is key or known == key:
                return _dict_value(self, number, known)
        if _dict_insert(self, number, key, default, seen):
            return default


def dict_pop(self, key, default=_missing):
    number = hash(key)
    known = _dict_key(self, number, key)
    if known is not _missing:
        return _dict_delete(self, number, known)
    if default is _missing:
        raise KeyError(key)
    return default


def dict_update(self, mapping=(), /, **kwargs):
    data = _data(self)
    if hasattr(mapping, "keys"):
        for key in mapping.keys():
            data[key] = mapping[key]
    else:
        _dict_update_pairs(data, mapping)
    for key, value in kwargs.items():
        data[key] = value


dict___init__ = dict_update


def _dict_update_pairs(data, pairs):
    for number, pair in enumerate(pairs):
        try:
            pair = list(pair)
        except TypeError:
            error = TypeError("object is not iterable")
            error.add_note(f"Cannot convert dictionary update sequence element #{number} to a sequence")
            raise error from None
        if len(pair) != 2:
            raise ValueError(
                f"dictionary update sequence element #{number} has length {len(pair)}; 2 is required"
            )
        data[pair[0]] = pair[1]


def dict_fromkeys(cls, iterable, value=None):
    made = cls()
    for key in iterable:
        made[key] = value
    return made


def dict___or__(self, value):
    if not isinstance(value, dict):
        return NotImplemented
    union = _data(self).copy()
    dict_update(union, value)
    return union


def dict___ror__(self, value):
    if not isinstance(value, dict):
        return NotImplemented
    union = _data(value).copy()
    dict_update(union, self)
    return union


def dict___ior__(self, value):
    dict_update(self, value)
    return self


def _same_dicts(a, b):
    if len(a) != len(b):
        return False
    for key, value in a.items():
        if key not in b:
            return False
        other = b[key]
        if value is not other and not value == other:
            return False
    return True


def dict___eq__(self, value):
    return _same_dicts(_data(self), _data(value))


def dict___ne__(self, value):
    return not _same_dicts(_data(self), _data(value))


def mappingproxy___str__(self):
    return str(self.copy())


class _MappingProxy:
    """A proxy of a mapping that is no plain dict."""

    __slots__ = ("_mapping", "__weakref__")

    def __init__(self, mapping):
        self._mapping = mapping

    # In all but its type it is a proxy like those of dicts.
    __class__ = property(lambda self: type(_MappingProxy.__dict__))

    def __repr__(self):
        return f"mappingproxy({self._mapping!r})"

    def __str__(self):
        return str(self._mapping)

    def __len__(self):
        return len(self._mapping)

    def __iter__(self):
        return iter(self._mapping)

    def __reversed__(self):
        return reversed(self._mapping)

    def __contains__(self, key):
        return key in self._mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __hash__(self):
        return hash(self._mapping)

    def __or__(self, value):
        return self._mapping | value

    def __ror__(self, value):
        return value | self._mapping

    def __ior__(self, value):
        raise TypeError("'|=' is not supported by mappingproxy; use '|' instead")

    def __eq__(self, value):
        return self._mapping == value

    def __ne__(self, value):
        return self._mapping != value

    def get(self, key, default=None, /):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()


_MappingProxy.__name__ = _MappingProxy.__qualname__ = "mappingproxy"
_MappingProxy.__module__ = "builtins"


def _proxy_of_mapping(mapping):
    if not hasattr(type(mapping), "__getitem__") or isinstance(mapping, (list, tuple)):
        raise TypeError(f"mappingproxy() argument must be a mapping, not {_type_name(type(mapping))}")
    return _MappingProxy(mapping)


def mappingproxy___eq__(self, value):
    return self.copy() == (value.copy() if type(value) is type(self) else value)


def mappingproxy___ne__(self, value):
    return not mappingproxy___eq__(self, value)


def mappingproxy___getitem__(self, key):
    return self.copy()[key]


def mappingproxy___contains__(self, key):
    return key in self.copy()


def mappingproxy_get(self, key, default=None):
    return self.copy().get(key, default)


def dict_keys___contains__(self, key):
    for known in self:
        if known is key or known == key:
            return True
    return False


def dict_items___contains__(self, key):
    for known in self:
        if known == key:
            return True
    return False


def _count_elements(mapping, iterable, /):
    get = mapping.get
    for item in iterable:
        mapping[item] = get(item, 0) + 1


def _count_from(mapping, item, iterator):
    get = mapping.get
    mapping[item] = get(item, 0) + 1
    for item in iterator:
        mapping[item] = get(item, 0) + 1


_count_items = _count_elements
