"""Iterators whose source or function is Python."""


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
                _check_ended("zip", inner, len(items))
            raise StopIteration
        items.append(item)
    if not items:
        raise StopIteration
    return tuple(items)


def _check_ended(function, inner, ended):
    if ended:
        others = " 1" if ended == 1 else f"s 1-{ended}"
        raise ValueError(f"{function}() argument {ended + 1} is shorter than argument{others}")
    for index in range(1, len(inner)):
        if next(inner[index], _missing) is not _missing:
            others = " 1" if index == 1 else f"s 1-{index}"
            raise ValueError(f"{function}() argument {index + 1} is longer than argument{others}")


def map___new__(cls, function, *iterables, strict=False):
    strict = bool(strict) and len(iterables) > 1
    return _new_map(cls, function, tuple([iter(iterable) for iterable in iterables]), strict)


def map___next__(self):
    function, inner, strict = _iterator_parts(self)
    if len(inner) == 1:
        return function(next(inner[0]))
    if not strict:
        return function(*[next(iterator) for iterator in inner])
    items = []
    for iterator in inner:
        item = next(iterator, _missing)
        if item is _missing:
            _check_ended("map", inner, len(items))
            raise StopIteration
        items.append(item)
    return function(*items)


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


def enumerate___reduce__(self):
    return type(self), _iterator_parts(self)


def zip___reduce__(self):
    inner, strict = _iterator_parts(self)
    return (type(self), inner, True) if strict else (type(self), inner)


def map___reduce__(self):
    function, inner, strict = _iterator_parts(self)
    made = type(self), (function, *inner)
    return (*made, True) if strict else made


def filter___reduce__(self):
    return type(self), _iterator_parts(self)


def reversed___reduce__(self):
    parts = _iterator_parts(self)
    if not parts or parts[1] < 0:
        return type(self), ((),)
    return type(self), (parts[0],), parts[1]


def iterator___length_hint__(self):
    parts = _iterator_parts(self)
    if not parts or parts[1] < 0:
        return 0
    sequence, index, backwards = parts
    if not hasattr(type(sequence), "__len__"):
        return NotImplemented
    length = len(sequence)
    if backwards:
        return index + 1 if index < length else 0
    return max(0, length - index)


reversed___length_hint__ = iterator___length_hint__
