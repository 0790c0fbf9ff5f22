"""Ranges of numbers beyond 64 bits, which are instances of `range` like all others, and searching in any range."""


def range___new__(cls, start, stop=_missing, step=1, /):
    if stop is _missing:
        start, stop = 0, start
    start, stop, step = _index_of(start), _index_of(stop), _index_of(step)
    if step == 0:
        raise ValueError("range() arg 3 must not be zero")
    if _range_length(start, stop, step) >= 9223372036854775807 or max(abs(start), abs(stop)) + abs(step) > 9223372036854775807:
        return _new_long_range(slice(start, stop, step))
    return range(start, stop, step)


def _range_length(start, stop, step):
    return max(0, (stop - start + step - (1 if step > 0 else -1)) // step)


def _length_of_range(self):
    return _range_length(self.start, self.stop, self.step)


def range___len__(self):
    length = _length_of_range(self)
    if length > 9223372036854775807:
        raise OverflowError("Python int too large to convert to C ssize_t")
    return length


def range___bool__(self):
    return _length_of_range(self) > 0


def range___repr__(self):
    step = "" if self.step == 1 else f", {self.step}"
    return f"range({self.start}, {self.stop}{step})"


def _key_of_range(self):
    length = _length_of_range(self)
    return length, self.start if length else None, self.step if length > 1 else None


def range___eq__(self, value, /):
    return _key_of_range(self) == _key_of_range(value) if isinstance(value, range) else NotImplemented


def range___ne__(self, value, /):
    return _key_of_range(self) != _key_of_range(value) if isinstance(value, range) else NotImplemented


def range___hash__(self):
    return hash(_key_of_range(self))


def range___iter__(self):
    return _count_long(self.start, self.step, _length_of_range(self))


def range___reversed__(self):
    length = _length_of_range(self)
    return _count_long(self.start + (length - 1) * self.step, -self.step, length)


def _has_number(self, number):
    distance = number - self.start
    return distance % self.step == 0 and 0 <= distance // self.step < _length_of_range(self)


def range___contains__(self, key, /):
    if type(key) is int or type(key) is bool:
        return _has_number(self, int(key))
    for item in self:
        if item is key or item == key:
            return True
    return False


def range_count(self, value, /):
    if type(value) is int or type(value) is bool:
        return int(_has_number(self, int(value)))
    count = 0
    for item in self:
        if item is value or item == value:
            count += 1
    return count


def range_index(self, value, /):
    if type(value) is int or type(value) is bool:
        if _has_number(self, int(value)):
            return (value - self.start) // self.step
        raise ValueError("range.index(x): x not in range")
    for index, item in enumerate(self):
        if item is value or item == value:
            return index
    raise ValueError("range.index(x): x not in range")


def range___getitem__(self, key, /):
    length = _length_of_range(self)
    if isinstance(key, slice):
        start, stop, step = _resolved_slice(key, length)
        return range(self.start + start * self.step, self.start + stop * self.step, self.step * step)
    if not hasattr(type(key), "__index__"):
        raise TypeError(f"range indices must be integers or slices, not {_type_name(type(key))}")
    index = _index_of(key)
    index += length if index < 0 else 0
    if not 0 <= index < length:
        raise IndexError("range object index out of range")
    return self.start + index * self.step


def _resolved_slice(key, length):
    """What `slice.indices` gives, for numbers of any size."""
    step = 1 if key.step is None else _slice_bound(key.step)
    if step == 0:
        raise ValueError("slice step cannot be zero")
    lowest, highest = (0, length) if step > 0 else (-1, length - 1)
    places = []
    for bound, default in ((key.start, lowest if step > 0 else highest), (key.stop, highest if step > 0 else lowest)):
        if bound is None:
            places.append(default)
            continue
        bound = _slice_bound(bound)
        places.append(max(bound + length, lowest) if bound < 0 else min(bound, highest))
    return places[0], places[1], step


def _slice_bound(value):
    if not hasattr(type(value), "__index__"):
        raise TypeError("slice indices must be integers or None or have an __index__ method")
    return _index_of(value)


def slice_indices(self, object, /):
    length = _index_of(object)
    if length < 0:
        raise ValueError("length should not be negative")
    return _resolved_slice(self, length)


class _longrange_iterator:
    __slots__ = "_next", "_step", "_left"

    def __new__(cls, *arguments, **keywords):
        raise TypeError("cannot create 'longrange_iterator' instances")

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

    def __reduce__(self):
        return iter, (range(self._next, self._next + self._left * self._step, self._step),), None

    def __setstate__(self, state, /):
        skipped = min(max(_index_of(state), 0), self._left)
        self._next, self._left = self._next + skipped * self._step, self._left - skipped


def _count_long(next, step, left):
    made = object.__new__(_longrange_iterator)
    made._next, made._step, made._left = next, step, left
    return made


_longrange_iterator.__name__ = _longrange_iterator.__qualname__ = "longrange_iterator"
