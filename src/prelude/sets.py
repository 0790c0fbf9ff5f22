"""Sets whose elements define `__eq__` or `__hash__` themselves, and dict views as sets."""


def _set_element(self, hash, element):
    """The element of the set that is equal to `element`, or _missing."""
    for known in _set_candidates(self, hash, element):
        if known is element or known == element:
            return known
    return _missing


def _sought(element):
    return frozenset(element) if isinstance(element, set) else element


def _add_from(self, item, iterator):
    self.add(item)
    for item in iterator:
        self.add(item)


def set___init__(self, iterable=()):
    self = _data(self)
    self.clear()
    for item in iterable:
        self.add(item)


def set_add(self, object):
    number = hash(object)
    while True:
        seen = _set_candidates(self, number, object)
        for known in seen:
            if known is object or known == object:
                return
        if _set_insert(self, number, object, seen):
            return


def set___contains__(self, key):
    if isinstance(key, set):
        key = _sought(key)
    for known in _set_candidates(self, hash(key), key):
        if known is key or known == key:
            return True
    return False


frozenset___contains__ = set___contains__


def set_discard(self, object):
    object = _sought(object)
    number = hash(object)
    known = _set_element(self, number, object)
    if known is not _missing:
        _set_delete(self, number, known)


def set_remove(self, object):
    element = _sought(object)
    number = hash(element)
    known = _set_element(self, number, element)
    if known is _missing:
        raise KeyError(object)
    _set_delete(self, number, known)


def frozenset___new__(cls, iterable=()):
    return _freeze(cls, _made_set(iterable))


def _made_set(iterable):
    made = set()
    for item in iterable:
        made.add(item)
    return made


def _is_set(value):
    return isinstance(value, (set, frozenset))


def _as_set(iterable):
    return _data(iterable) if _is_set(iterable) else _made_set(iterable)


def _like(self, made):
    """The mutable set `made` as the type that operators on `self` return."""
    return _freeze(frozenset, made) if isinstance(self, frozenset) else made


def _or(a, b):
    made = _made_set(a)
    for item in b:
        made.add(item)
    return made


def _and(a, b):
    if len(b) > len(a):
        a, b = b, a
    return _made_set([item for item in b if item in a])


def _sub(a, b):
    return _made_set([item for item in a if item not in b])


def _xor(a, b):
    made = _sub(a, b)
    for item in b:
        if item not in a:
            made.add(item)
    return made


def set___or__(self, value):
    return _like(self, _or(_data(self), _data(value))) if _is_set(value) else NotImplemented


def set___and__(self, value):
    return _like(self, _and(_data(self), _data(value))) if _is_set(value) else NotImplemented


def set___sub__(self, value):
    return _like(self, _sub(_data(self), _data(value))) if _is_set(value) else NotImplemented


def set___xor__(self, value):
    return _like(self, _xor(_data(self), _data(value))) if _is_set(value) else NotImplemented


def set___ror__(self, value):
    return set___or__(value, self) if _is_set(value) else NotImplemented


def set___rand__(self, value):
    return set___and__(value, self) if _is_set(value) else NotImplemented


def set___rsub__(self, value):
    return set___sub__(value, self) if _is_set(value) else NotImplemented


def set___rxor__(self, value):
    return set___xor__(value, self) if _is_set(value) else NotImplemented


frozenset___or__, frozenset___and__, frozenset___sub__, frozenset___xor__ = (
    set___or__, set___and__, set___sub__, set___xor__,
)
frozenset___ror__, frozenset___rand__, frozenset___rsub__, frozenset___rxor__ = (
    set___ror__, set___rand__, set___rsub__, set___rxor__,
)


def _become(self, made):
    """Gives a set the elements of another one."""
    self = _data(self)
    self.clear()
    for item in made:
        self.add(item)


def set___ior__(self, value):
    if not _is_set(value):
        return NotImplemented
    data = _data(self)
    for item in _data(value):
        data.add(item)
    return self


def set___iand__(self, value):
    if not _is_set(value):
        return NotImplemented
    _become(self, _and(_data(self), _data(value)))
    return self


def set___isub__(self, value):
    if not _is_set(value):
        return NotImplemented
    _become(self, _sub(_data(self), _data(value)))
    return self


def set___ixor__(self, value):
    if not _is_set(value):
        return NotImplemented
    _become(self, _xor(_data(self), _data(value)))
    return self


def set_union(self, *others):
    made = _made_set(_data(self))
    for other in others:
        for item in other:
            made.add(item)
    return _like(self, made)


def set_intersection(self, *others):
    made = _made_set(_data(self))
    for other in others:
        made = _and(made, _as_set(other))
    return _like(self, made)


def set_difference(self, *others):
    made = _made_set(_data(self))
    for other in others:
        made = _sub(made, _as_set(other))
    return _like(self, made)


def set_symmetric_difference(self, other):
    return _like(self, _xor(_data(self), _as_set(other)))


frozenset_union, frozenset_intersection, frozenset_difference, frozenset_symmetric_difference = (
    set_union, set_intersection, set_difference, set_symmetric_difference,
)


def set_update(self, *others):
    data = _data(self)
    for other in others:
        for item in other:
            data.add(item)


def set_intersection_update(self, *others):
    _become(self, set_intersection(_data(self), *others))


def set_difference_update(self, *others):
    data = _data(self)
    for other in others:
        for item in _as_set(other):
            data.discard(item)


def set_symmetric_difference_update(self, other):
    _become(self, _xor(_data(self), _as_set(other)))


def _all_in(a, b):
    for item in a:
        if item not in b:
            return False
    return True


def set_issubset(self, other):
    return _all_in(_data(self), _as_set(other))


def set_issuperset(self, other):
    return _all_in(other, _data(self))


def set_isdisjoint(self, other):
    data = _data(self)
    for item in other:
        if item in data:
            return False
    return True


frozenset_issubset, frozenset_issuperset, frozenset_isdisjoint = set_issubset, set_issuperset, set_isdisjoint


def _like_set(value):
    return _is_set(value) or type(value) in (type({}.keys()), type({}.items()))


def set___eq__(self, value):
    if not _like_set(value):
        return NotImplemented
    a, b = _data(self), _data(value)
    return len(a) == len(b) and _all_in(a, b)


def set___ne__(self, value):
    equal = set___eq__(self, value)
    return equal if equal is NotImplemented else not equal


def set___le__(self, value):
    if not _like_set(value):
        return NotImplemented
    a, b = _data(self), _data(value)
    return len(a) <= len(b) and _all_in(a, b)


def set___lt__(self, value):
    if not _like_set(value):
        return NotImplemented
    a, b = _data(self), _data(value)
    return len(a) < len(b) and _all_in(a, b)


def set___ge__(self, value):
    return set___le__(value, self) if _like_set(value) else NotImplemented


def set___gt__(self, value):
    return set___lt__(value, self) if _like_set(value) else NotImplemented


frozenset___eq__, frozenset___ne__ = set___eq__, set___ne__
frozenset___le__, frozenset___lt__, frozenset___ge__, frozenset___gt__ = set___le__, set___lt__, set___ge__, set___gt__
dict_keys___eq__ = dict_items___eq__ = set___eq__
dict_keys___ne__ = dict_items___ne__ = set___ne__
dict_keys___le__ = dict_items___le__ = set___le__
dict_keys___lt__ = dict_items___lt__ = set___lt__
dict_keys___ge__ = dict_items___ge__ = set___ge__
dict_keys___gt__ = dict_items___gt__ = set___gt__


def dict_keys___or__(self, value):
    return _or(self, value)


def dict_keys___and__(self, value):
    return _made_set([item for item in value if item in self])


def dict_keys___sub__(self, value):
    return _sub(self, _made_set(value))


def dict_keys___rsub__(self, value):
    return _sub(_made_set(value), self)


def dict_keys___xor__(self, value):
    return _xor(_made_set(self), _made_set(value))


dict_keys___ror__ = dict_items___or__ = dict_items___ror__ = dict_keys___or__
dict_keys___rand__ = dict_items___and__ = dict_items___rand__ = dict_keys___and__
dict_keys___rxor__ = dict_items___xor__ = dict_items___rxor__ = dict_keys___xor__
dict_items___sub__, dict_items___rsub__ = dict_keys___sub__, dict_keys___rsub__
dict_keys_isdisjoint = dict_items_isdisjoint = set_isdisjoint
