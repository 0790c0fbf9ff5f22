"""Iterators whose source or function is Python, and ranges of numbers that define `__eq__` or `__index__`."""


def range___new__(cls, start, stop=_missing, step=1):
    if stop is _missing:
        start, stop = 0, start
    start, stop, step = _index_of(start), _index_of(stop), _index_of(step)
    if max(abs(start), abs(stop)) + abs(step) > 9223372036854775807:
        return _LongRange(start, stop, step)
    return range(start, stop, step)


class _LongRange:
    """A range with numbers beyond 64 bits."""

    def __init__(self, start, stop, step):
        if step == 0:
            raise ValueError("range() arg 3 must not be zero")
        self.start, self.stop, self.step = start, stop, step
        self._length = max(0, (stop - start + step - (1 if step > 0 else -1)) // step)

    __class__ = property(lambda self: range)

    def __len__(self):
        if self._length > 9223372036854775807:
            raise OverflowError("Python int too large to convert to C ssize_t")
        return self._length

    def __bool__(self):
        return self._length > 0

    def __iter__(self):
        return _LongRangeIterator(self.start, self.step, self._length)

    def __reversed__(self):
        return _LongRangeIterator(self.start + (self._length - 1) * self.step, -self.step, self._length)

    def __contains__(self, key):
        if not isinstance(key, int):
            return range___contains__(self, key)
        return 0 <= (key - self.start) // self.step < self._length and (key - self.start) % self.step == 0

    def __getitem__(self, key):
        if isinstance(key, slice):
            start, stop, step = key.start, key.stop, 1 if key.step is None else key.step
            first, last = (0, self._length) if step > 0 else (self._length - 1, -1)
            start = first if start is None else min(max(start + self._length if start < 0 else start, 0), self._length)
            stop = last if stop is None else min(max(stop + self._length if stop < 0 else stop, 0), self._length)
            return range(self.start + start * self.step, self.start + stop * self.step, self.step * step)
        index = _index_of(key)
        index += self._length if index < 0 else 0
        if not 0 <= index < self._length:
            raise IndexError("range object index out of range")
        return self.start + index * self.step

    def index(self, value):
        if value not in self:
            raise ValueError(f"{value!r} is not in range")
        return (value - self.start) // self.step

    def count(self, value):
        return int(value in self)

    def _key(self):
        length = self._length
        return length, self.start if length else None, self.step if length > 1 else None

    def __eq__(self, other):
        return self._key() == other._key() if type(other) is _LongRange else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        return range, (self.start, self.stop, self.step)

    def __repr__(self):
        step = "" if self.step == 1 else f", {self.step}"
        return f"range({self.start}, {self.stop}{step})"


class _LongRangeIterator:
    def __init__(self, next, step, left):
        self._next, self._step, self._left = next, step, left

    def __iter__(self):
        return self

    def __next__(self):
        if self._left <= 0:
            raise StopIteration
        value = self._next
        self._next, self._left = value + self._step, self._left - 1
        return value

    def __length_hint__(self):
        return self._left


_LongRange.__name__ = _LongRange.__qualname__ = "range"
_LongRangeIterator.__name__ = _LongRangeIterator.__qualname__ = "longrange_iterator"


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
