"""What lists, tuples, ranges and slices leave to Python: items that define equality, order or `__index__` themselves."""


def _end_of(stop, length):
    stop = _index_of(stop)
    return max(stop + length, 0) if stop < 0 else min(stop, length)


def _place_of(key):
    if type(key) is slice:
        return slice(*[bound if bound is None else _index_of(bound) for bound in (key.start, key.stop, key.step)])
    return _index_of(key)


def _generic_alias(cls, item):
    from _typing import GenericAlias
    return GenericAlias(cls, item)


list___class_getitem__ = tuple___class_getitem__ = dict___class_getitem__ = mappingproxy___class_getitem__ = _generic_alias
set___class_getitem__ = frozenset___class_getitem__ = enumerate___class_getitem__ = _generic_alias
memoryview___class_getitem__ = _generic_alias


def _walk(iterable):
    """The iterator of an iterable whose length is asked for beforehand, as a list does to make room."""
    iterator, kind = iter(iterable), type(iterable)
    if hasattr(kind, "__len__"):
        try:
            len(iterable)
            return iterator
        except TypeError:
            pass
    if hasattr(kind, "__length_hint__"):
        _check_length_hint(iterable)
    return iterator


def _check_length_hint(iterable):
    try:
        hint = type(iterable).__length_hint__(iterable)
    except TypeError:
        return
    if hint is NotImplemented:
        return
    if not isinstance(hint, int):
        raise TypeError(f"__length_hint__ must be an integer, not {_type_name(type(hint))}")
    if hint < 0:
        raise ValueError("__length_hint__() should return >= 0")


def list___init__(self, iterable=()):
    self = _data(self)
    self[:] = [item for item in _walk(iterable)]


def list_extend(self, iterable):
    append = _data(self).append
    for item in _walk(iterable):
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
    items = _take_items(data)
    try:
        _sort(items, key, reverse)
        if _was_filled(data):
            raise ValueError("list modified during sort")
    finally:
        data[:] = items


def tuple___new__(cls, iterable=()):
    return tuple.__new__(cls, [item for item in _walk(iterable)])


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


def _cell_items(cell):
    try:
        return [cell.cell_contents]
    except ValueError:
        return []


def cell___eq__(self, value):
    return _cell_items(self) == _cell_items(value)


def cell___ne__(self, value):
    return _cell_items(self) != _cell_items(value)


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


def cell___lt__(self, value):
    return _cell_items(self) < _cell_items(value)


def cell___le__(self, value):
    return _cell_items(self) <= _cell_items(value)


def cell___gt__(self, value):
    return _cell_items(self) > _cell_items(value)


def cell___ge__(self, value):
    return _cell_items(self) >= _cell_items(value)
