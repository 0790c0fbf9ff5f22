"""What the containers leave to Python: items that define equality, hashes, order or repr() themselves."""


def _end_of(stop, length):
    stop = _index_of(stop)
    return max(stop + length, 0) if stop < 0 else min(stop, length)


def _place_of(key):
    if type(key) is slice:
        return slice(*[bound if bound is None else _index_of(bound) for bound in (key.start, key.stop, key.step)])
    return _index_of(key)


def _generic_alias(cls, item):
    from types import GenericAlias
    return GenericAlias(cls, item)


list___class_getitem__ = tuple___class_getitem__ = dict___class_getitem__ = _generic_alias
set___class_getitem__ = frozenset___class_getitem__ = enumerate___class_getitem__ = _generic_alias


# Lists and tuples.

def list___init__(self, iterable=()):
    self = _data(self)
    self[:] = [item for item in iterable]


def list_extend(self, iterable):
    append = _data(self).append
    for item in iterable:
        append(item)


def list___iadd__(self, value):
    append = _data(self).append
    for item in value:
        append(item)
    return self


def list___setitem__(self, key, value):
    data = _data(self)
    if type(key) is slice:
        key = _place_of(key)
        data[key] = [item for item in value]
    else:
        data[_index_of(key)] = value


def list___getitem__(self, index):
    return _data(self)[_place_of(index)]


def list___delitem__(self, key):
    del _data(self)[_place_of(key)]


def tuple___getitem__(self, key):
    return _data(self)[_place_of(key)]


range___getitem__ = tuple___getitem__


def list_insert(self, index, object):
    _data(self).insert(_index_of(index), object)


def list_pop(self, index=-1):
    return _data(self).pop(_index_of(index))


def list___mul__(self, value):
    if not hasattr(type(value), "__index__"):
        return NotImplemented
    return _data(self) * _index_of(value)


list___rmul__ = tuple___mul__ = tuple___rmul__ = list___mul__


def list___imul__(self, value):
    if not hasattr(type(value), "__index__"):
        return NotImplemented
    data = _data(self)
    data *= _index_of(value)
    return self


def list___contains__(self, key):
    for item in _data(self):
        if item is key or item == key:
            return True
    return False


tuple___contains__ = list___contains__


def list_count(self, value):
    count = 0
    for item in _data(self):
        if item is value or item == value:
            count += 1
    return count


tuple_count = list_count


def _position(self, value, start, stop):
    length = len(self)
    index, stop = _end_of(start, length), _end_of(stop, length)
    while index < stop and index < len(self):
        item = self[index]
        if item is value or item == value:
            return index
        index += 1
    return -1


def list_index(self, value, start=0, stop=9223372036854775807):
    index = _position(_data(self), value, start, stop)
    if index < 0:
        raise ValueError("list.index(x): x not in list")
    return index


def tuple_index(self, value, start=0, stop=9223372036854775807):
    index = _position(_data(self), value, start, stop)
    if index < 0:
        raise ValueError("tuple.index(x): x not in tuple")
    return index


def list_remove(self, value):
    data = _data(self)
    index = _position(data, value, 0, len(data))
    if index < 0:
        raise ValueError("list.remove(x): x not in list")
    del data[index]


def list_sort(self, *, key=None, reverse=False):
    data = _data(self)
    items = data[:]
    data.clear()
    try:
        _sort(items, key, reverse)
        if data:
            raise ValueError("list modified during sort")
    finally:
        data[:] = items


def tuple___new__(cls, iterable=()):
    return tuple.__new__(cls, [item for item in iterable])


def _same_sequences(a, b):
    if len(a) != len(b):
        return False
    for x, y in zip(a, b):
        if x is not y and not x == y:
            return False
    return True


def list___eq__(self, value):
    return _same_sequences(_data(self), _data(value))


def list___ne__(self, value):
    return not _same_sequences(_data(self), _data(value))


tuple___eq__, tuple___ne__ = list___eq__, list___ne__


def slice___eq__(self, value):
    return _same_sequences((self.start, self.stop, self.step), (value.start, value.stop, value.step))


def slice___ne__(self, value):
    return not slice___eq__(self, value)


def _first_difference(a, b):
    for x, y in zip(a, b):
        if x is not y and not x == y:
            return x, y
    return None


def list___lt__(self, value):
    a, b = _data(self), _data(value)
    found = _first_difference(a, b)
    return len(a) < len(b) if found is None else found[0] < found[1]


def list___le__(self, value):
    a, b = _data(self), _data(value)
    found = _first_difference(a, b)
    return len(a) <= len(b) if found is None else found[0] <= found[1]


def list___gt__(self, value):
    a, b = _data(self), _data(value)
    found = _first_difference(a, b)
    return len(a) > len(b) if found is None else found[0] > found[1]


def list___ge__(self, value):
    a, b = _data(self), _data(value)
    found = _first_difference(a, b)
    return len(a) >= len(b) if found is None else found[0] >= found[1]


tuple___lt__, tuple___le__, tuple___gt__, tuple___ge__ = list___lt__, list___le__, list___gt__, list___ge__


# What containers show.

def list___repr__(self):
    data = _data(self)
    if not _begin_repr(data):
        return "[...]"
    try:
        return "[" + ", ".join([repr(item) for item in data]) + "]"
    finally:
        _end_repr(data)


def tuple___repr__(self):
    data = _data(self)
    if not _begin_repr(data):
        return "(...)"
    try:
        return "(" + ", ".join([repr(item) for item in data]) + (",)" if len(data) == 1 else ")")
    finally:
        _end_repr(data)


def dict___repr__(self):
    data = _data(self)
    if not _begin_repr(data):
        return "{...}"
    try:
        return "{" + ", ".join([f"{key!r}: {value!r}" for key, value in data.items()]) + "}"
    finally:
        _end_repr(data)


def set___repr__(self):
    data, name = _data(self), type(self).__name__
    if not data:
        return name + "()"
    if not _begin_repr(data):
        return name + "(...)"
    try:
        text = "{" + ", ".join([repr(item) for item in data]) + "}"
        return text if type(self) is set else f"{name}({text})"
    finally:
        _end_repr(data)


frozenset___repr__ = set___repr__


def dict_keys___repr__(self):
    if not _begin_repr(self):
        return "..."
    try:
        return f"{type(self).__name__}([" + ", ".join([repr(item) for item in self]) + "])"
    finally:
        _end_repr(self)


dict_values___repr__ = dict_items___repr__ = dict_keys___repr__


def slice___repr__(self):
    return f"slice({self.start!r}, {self.stop!r}, {self.step!r})"


def mappingproxy___repr__(self):
    return f"mappingproxy({self.copy()!r})"


# Dicts. Keys with the same hash are compared here, then the entry is named by its own key.

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
    for known in _dict_candidates(self, number, key):
        if known is key or known == key:
            _dict_replace(self, number, known, value)
            return
    _dict_insert(self, number, key, value)


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
    known = _dict_key(self, number, key)
    if known is not _missing:
        return _dict_value(self, number, known)
    _dict_insert(self, number, key, default)
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
            raise TypeError("object is not iterable") from None
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


# Sets.

def _set_element(self, hash, element):
    """The element of the set that is equal to `element`, or _missing."""
    for known in _set_candidates(self, hash, element):
        if known is element or known == element:
            return known
    return _missing


def _sought(element):
    return frozenset(element) if isinstance(element, set) else element


def set___init__(self, iterable=()):
    self = _data(self)
    self.clear()
    for item in iterable:
        self.add(item)


def set_add(self, object):
    number = hash(object)
    for known in _set_candidates(self, number, object):
        if known is object or known == object:
            return
    _set_insert(self, number, object)


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


# Iterators whose source or function is Python.

def range___new__(cls, start, stop=_missing, step=1):
    if stop is _missing:
        return range(_index_of(start))
    return range(_index_of(start), _index_of(stop), _index_of(step))


def range___contains__(self, key):
    for item in self:
        if item == key:
            return True
    return False


def range_count(self, value):
    return sum([1 for item in self if item == value])


def range_index(self, value):
    for index, item in enumerate(self):
        if item == value:
            return index
    raise ValueError("range.index(x): x not in range")


def slice_indices(self, object):
    return _place_of(self).indices(_index_of(object))


def enumerate___new__(cls, iterable, start=0):
    return _new_enumerate(cls, iter(iterable), _index_of(start))


def enumerate___next__(self):
    item = next(_iterator_parts(self)[0])
    return _count_up(self), item


def zip___new__(cls, *iterables, strict=False):
    return _new_zip(cls, tuple([iter(iterable) for iterable in iterables]), bool(strict))


def zip___next__(self):
    inner, strict = _iterator_parts(self)
    items = []
    for iterator in inner:
        item = next(iterator, _missing)
        if item is _missing:
            if strict:
                _check_ended(inner, len(items))
            raise StopIteration
        items.append(item)
    if not items:
        raise StopIteration
    return tuple(items)


def _check_ended(inner, ended):
    if ended:
        others = " 1" if ended == 1 else f"s 1-{ended}"
        raise ValueError(f"zip() argument {ended + 1} is shorter than argument{others}")
    for index in range(1, len(inner)):
        if next(inner[index], _missing) is not _missing:
            others = " 1" if index == 1 else f"s 1-{index}"
            raise ValueError(f"zip() argument {index + 1} is longer than argument{others}")


def map___new__(cls, function, *iterables):
    return _new_map(cls, function, tuple([iter(iterable) for iterable in iterables]))


def map___next__(self):
    function, inner = _iterator_parts(self)
    if len(inner) == 1:
        return function(next(inner[0]))
    return function(*[next(iterator) for iterator in inner])


def filter___new__(cls, function, iterable):
    return _new_filter(cls, function, iter(iterable))


def filter___next__(self):
    function, inner = _iterator_parts(self)
    if function is None or function is bool:
        for item in inner:
            if item:
                return item
    else:
        for item in inner:
            if function(item):
                return item
    raise StopIteration


def _filter_from(self, item):
    """A step of a filter that has taken `item` from its source already."""
    function = _iterator_parts(self)[0]
    if item if function is None or function is bool else function(item):
        return item
    return filter___next__(self)


def reversed___new__(cls, sequence):
    if hasattr(type(sequence), "__reversed__"):
        return type(sequence).__reversed__(sequence)
    return _new_reversed(cls, sequence, len(sequence))


def iterator___next__(self):
    parts = _iterator_parts(self)
    if not parts or parts[1] < 0:
        raise StopIteration
    sequence, index, backwards = parts
    try:
        item = sequence[index]
    except (IndexError, StopIteration):
        _iterator_end(self)
        raise StopIteration from None
    _move_on(self)
    return item


reversed___next__ = iterator___next__


def callable_iterator___next__(self):
    function, sentinel = _iterator_parts(self)
    item = function()
    if item is sentinel or item == sentinel:
        _iterator_end(self)
        raise StopIteration
    return item
