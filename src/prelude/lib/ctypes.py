"""The types of C that programs share between processes: numbers, structures and arrays of them."""

import _array

__all__ = ["Structure", "sizeof"]


class _Local:
    """Memory of this process alone."""

    def __init__(self, data):
        self._data = bytearray(data)
        self.size = len(data)

    def load(self, start, code):
        return _array.decode(code, bytes(self._data[start:start + _array.size(code)]))

    def store(self, start, code, value):
        data = _array.encode(code, value)
        self._data[start:start + len(data)] = data

    def read(self, start, length):
        return bytes(self._data[start:start + length])

    def write(self, start, data):
        self._data[start:start + len(data)] = data


class _CData(type):
    """The metaclass of all types: `type * length` is an array type."""

    def __mul__(cls, length):
        if not isinstance(length, int):
            raise TypeError(f"can't multiply sequence by non-int of type '{type(length).__name__}'")
        if length < 0:
            raise ValueError("Array length must be >= 0, not %d" % length)
        return _CData(f"{cls.__name__}_Array_{length}", (Array,), {"_type_": cls, "_length_": length})

    __rmul__ = __mul__


class _Simple(metaclass=_CData):
    """One value."""

    _type_ = None

    def __init__(self, *value):
        self._memory = _Local(bytes(_array.size(self._type_)))
        self._offset = 0
        if value:
            [self.value] = value

    @property
    def value(self):
        return self._memory.load(self._offset, self._type_)

    @value.setter
    def value(self, value):
        self._memory.store(self._offset, self._type_, value)

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"

    def __bool__(self):
        return bool(self.value)


def _simple(name, code):
    made = _CData(name, (_Simple,), {"_type_": code, "__module__": "ctypes"})
    globals()[name] = made
    __all__.append(name)
    return made


for _name, _code in [("c_bool", "?"), ("c_char", "c"), ("c_wchar", "u"), ("c_byte", "b"), ("c_ubyte", "B"),
                     ("c_short", "h"), ("c_ushort", "H"), ("c_int", "i"), ("c_uint", "I"), ("c_long", "l"),
                     ("c_ulong", "L"), ("c_float", "f"), ("c_double", "d")]:
    _simple(_name, _code)
c_longlong, c_ulonglong, c_size_t, c_ssize_t = c_long, c_ulong, c_ulong, c_long
c_int8, c_uint8, c_int16, c_uint16, c_int32, c_uint32 = c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint
c_int64, c_uint64 = c_long, c_ulong


def sizeof(thing):
    cls = thing if isinstance(thing, type) else type(thing)
    if hasattr(thing, "_size_of"):
        # It is in memory that processes share.
        return thing._size_of()
    if isinstance(cls._type_, str):
        return _array.size(cls._type_)
    return cls._size()


def alignment(cls):
    return _array.size(cls._type_) if isinstance(cls._type_, str) else cls._alignment()


def _at(cls, memory, offset):
    """The object of a type that is at a place in memory."""
    made = cls.__new__(cls)
    object.__setattr__(made, "_memory", memory)
    object.__setattr__(made, "_offset", offset)
    return made


def _is_text(cls):
    return issubclass(cls, Array) and cls._type_ in (c_char, c_wchar)


def _get(cls, memory, offset):
    """What reading a field or an item gives: a plain value for simple types and texts."""
    if _is_text(cls):
        return _at(cls, memory, offset).value
    return memory.load(offset, cls._type_) if isinstance(cls._type_, str) else _at(cls, memory, offset)


def _set(cls, memory, offset, value):
    if isinstance(cls._type_, str):
        memory.store(offset, cls._type_, value.value if isinstance(value, _Simple) else value)
    elif _is_text(cls) and isinstance(value, (bytes, str)):
        _at(cls, memory, offset).value = value
    elif isinstance(value, cls):
        memory.write(offset, value._memory.read(value._offset, sizeof(cls)))
    elif isinstance(value, (tuple, list)):
        _at(cls, memory, offset)._fill(value)
    else:
        raise TypeError(f"expected {cls.__name__} instance, got {type(value).__name__}")


class _Compound(metaclass=_CData):
    """Several values."""

    _type_ = None

    def __reduce__(self):
        import _multiprocessing
        cls = type(self)
        # An array's type has no name under which another process could find it.
        kind = (cls._type_, cls._length_) if issubclass(cls, Array) else (cls, None)
        if not isinstance(self._memory, _multiprocessing.Memory):
            return _restore, (*kind, self._memory.read(self._offset, sizeof(cls)))
        from multiprocessing import context
        context.assert_spawning(self)
        return _rebuild, (*kind, self._memory.size, self._memory._id(), self._offset)

    def _copy(self):
        return _from_bytes(type(self), self._memory.read(self._offset, sizeof(type(self))))

    @classmethod
    def _shared(cls, args):
        import _multiprocessing
        made = _at(cls, _multiprocessing.Memory(bytes(sizeof(cls))), 0)
        made._fill(args)
        return made

    @classmethod
    def _shared_array(cls, size_or_initializer):
        if isinstance(size_or_initializer, int):
            return (cls * size_or_initializer)._shared(())
        items = list(size_or_initializer)
        return (cls * len(items))._shared(items)


def _from_bytes(cls, data):
    return _at(cls, _Local(data), 0)


def _restore(cls, length, data):
    return _from_bytes(cls if length is None else cls * length, data)


def _rebuild(cls, length, size, name, offset):
    import _multiprocessing
    return _at(cls if length is None else cls * length, _multiprocessing.Memory._rebuild(size, *name), offset)


def _aligned(offset, to):
    return (offset + to - 1) // to * to


class Structure(_Compound):
    """Named values one after the other."""

    _fields_ = ()

    def __init__(self, *args, **kwargs):
        object.__setattr__(self, "_memory", _Local(bytes(self._size())))
        object.__setattr__(self, "_offset", 0)
        self._fill(args)
        for name, value in kwargs.items():
            setattr(self, name, value)

    def _fill(self, args):
        if len(args) > len(self._fields_):
            raise TypeError("too many initializers")
        for field, value in zip(self._fields_, args):
            setattr(self, field[0], value)

    @classmethod
    def _layout(cls):
        found = cls.__dict__.get("_places")
        if found is None:
            found, offset = {}, 0
            for name, kind, *_ in cls._fields_:
                offset = _aligned(offset, alignment(kind))
                found[name] = (kind, offset)
                offset += sizeof(kind)
            cls._places = found
            cls._end = _aligned(offset, cls._alignment())
        return found

    @classmethod
    def _size(cls):
        cls._layout()
        return cls._end

    @classmethod
    def _alignment(cls):
        return max([alignment(kind) for _, kind, *_ in cls._fields_], default=1)

    def __getattr__(self, name):
        place = type(self)._layout().get(name)
        if place is None:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return _get(place[0], self._memory, self._offset + place[1])

    def __setattr__(self, name, value):
        place = type(self)._layout().get(name)
        if place is None:
            object.__setattr__(self, name, value)
        else:
            _set(place[0], self._memory, self._offset + place[1], value)


class Array(_Compound):
    """Values of one type one after the other."""

    _type_ = _length_ = None

    def __init__(self, *args):
        self._memory = _Local(bytes(self._size()))
        self._offset = 0
        self._fill(args)

    def _fill(self, args):
        if len(args) > self._length_:
            raise IndexError("invalid index")
        for index, value in enumerate(args):
            self[index] = value

    @classmethod
    def _size(cls):
        return sizeof(cls._type_) * cls._length_

    @classmethod
    def _alignment(cls):
        return alignment(cls._type_)

    def __len__(self):
        return self._length_

    def _place(self, index):
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError("invalid index")
        return self._offset + index * sizeof(self._type_)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._length_))]
        return _get(self._type_, self._memory, self._place(index))

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            for place, item in zip(range(*index.indices(self._length_)), value):
                self[place] = item
        else:
            _set(self._type_, self._memory, self._place(index), value)

    def __iter__(self):
        for index in range(self._length_):
            yield self[index]

    @property
    def raw(self):
        return self._memory.read(self._offset, self._size())

    @raw.setter
    def raw(self, data):
        if len(data) > self._size():
            raise ValueError("byte string too long")
        self._memory.write(self._offset, bytes(data))

    @property
    def value(self):
        """The text up to its end, of an array of characters."""
        if self._type_ is c_wchar:
            return "".join(self).partition("\0")[0]
        return self.raw.partition(b"\0")[0]

    @value.setter
    def value(self, text):
        empty, kind = ("", "string") if self._type_ is c_wchar else (b"", "bytes")
        if not isinstance(text, type(empty)):
            raise TypeError(f"{'unicode string' if empty == '' else 'bytes'} expected instead of {type(text).__name__} instance")
        if len(text) > self._length_:
            raise ValueError(f"{kind} too long ({len(text)}, maximum length {self._length_})")
        for place in range(min(len(text) + 1, self._length_)):
            self[place] = text[place:place + 1] or type(empty)("\0" if empty == "" else b"\0")


def create_string_buffer(init, size=None):
    if isinstance(init, int):
        init, size = b"", init
    if size is None:
        size = len(init) + 1
    made = (c_char * size)()
    made._memory.write(0, init)
    return made
