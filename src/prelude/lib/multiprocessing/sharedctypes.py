"""Numbers and arrays in memory that processes share."""

import _multiprocessing
import operator
from _prelude import _left_out
from . import context

__all__ = ["RawValue", "RawArray", "Value", "Array", "copy", "synchronized"]

_SIZES = {"c": 1, "b": 1, "B": 1, "?": 1, "u": 4, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8,
          "f": 4, "d": 8}


class _Plain:
    """A ctypes-like object whose bytes are at an offset of shared memory."""

    def _size_of(self):
        return self._memory.size

    def __reduce__(self):
        context.assert_spawning(self)
        return _rebuild, (self._memory.size, self._memory._id(), *self._layout())


def _rebuild(size, name, code, length=None):
    memory = _multiprocessing.Memory._rebuild(size, *name)
    return _number(memory, code) if length is None else _sequence(memory, code, length)


class RawNumber(_Plain):
    def __init__(self, memory, code):
        self._memory = memory
        self._code = code

    def _layout(self):
        return (self._code,)

    @property
    def value(self):
        return self._memory.load(0, self._code)

    @value.setter
    @_left_out
    def value(self, value):
        self._memory.store(0, self._code, value)

    def __bool__(self):
        return bool(self.value)

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"


class RawSequence(_Plain):
    def __init__(self, memory, code, length):
        self._memory = memory
        self._code = code
        self._length = length
        self._size = _SIZES[code]

    def _layout(self):
        return self._code, self._length

    def __len__(self):
        return self._length

    @_left_out
    def _offset(self, index):
        if not isinstance(index, int):
            index = _index(index)
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError("invalid index")
        return index * self._size

    @_left_out
    def _joined(self, items):
        if self._code == "c":
            return b"".join(items)
        return "".join(items) if self._code == "u" else items

    @_left_out
    def __getitem__(self, index):
        load, code = self._memory.load, self._code
        if isinstance(index, slice):
            return self._joined([load(i * self._size, code) for i in range(*index.indices(self._length))])
        return load(self._offset(index), code)

    @_left_out
    def __setitem__(self, index, value):
        store, code = self._memory.store, self._code
        if isinstance(index, slice):
            places = range(*index.indices(self._length))
            values = [value[i:i + 1] for i in range(len(value))] if isinstance(value, bytes) else list(value)
            if len(places) != len(values):
                raise ValueError("Can only assign sequence of same size")
            for place, item in zip(places, values):
                store(place * self._size, code, item)
        else:
            store(self._offset(index), code, value)

    def __iter__(self):
        for index in range(self._length):
            yield self[index]

    @property
    def raw(self):
        return self._memory.read(0, self._length)

    @raw.setter
    @_left_out
    def raw(self, value):
        try:
            data = memoryview(value).tobytes()
        except TypeError:
            raise TypeError(f"a bytes-like object is required, not {type(value).__name__!r}") from None
        if len(data) > self._length:
            raise ValueError("byte string too long")
        self._memory.write(0, data)

    @property
    @_left_out
    def value(self):
        if self._code not in _TEXTS:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute 'value'")
        text = self.raw if self._code == "c" else self[:]
        return text.partition(_TEXTS[self._code][2])[0]

    @value.setter
    @_left_out
    def value(self, value):
        cls, kind, end = _TEXTS[self._code]
        if not isinstance(value, cls):
            raise TypeError(f"{kind} expected instead of {type(value).__name__} instance")
        if len(value) > self._length:
            raise ValueError("byte string too long" if cls is bytes else "string too long")
        if len(value) < self._length:
            value += end
        if cls is bytes:
            self._memory.write(0, value)
        else:
            self[:len(value)] = value


# Of sequences that are text: the class, what its values are called, and how they end.
_TEXTS = {"c": (bytes, "bytes", b"\0"), "u": (str, "unicode string", "\0")}


# The classes by the names that `ctypes` has for them, made when they are first wanted.
_number_classes, _sequence_classes = {}, {}


def _number(memory, code):
    cls = _number_classes.get(code)
    if cls is None:
        cls = _number_classes[code] = type(_NAMES[code], (RawNumber,), {"__module__": "ctypes"})
    return cls(memory, code)


def _sequence(memory, code, length):
    cls = _sequence_classes.get((code, length))
    if cls is None:
        cls = _sequence_classes[code, length] = type(f"{_NAMES[code]}_Array_{length}", (RawSequence,), {})
    return cls(memory, code, length)


@_left_out
def _index(index):
    try:
        return operator.index(index)
    except TypeError:
        raise TypeError("indices must be integers") from None


_NAMES = {"i": "c_int", "d": "c_double", "f": "c_float", "l": "c_long", "b": "c_byte", "B": "c_ubyte", "h": "c_short",
          "H": "c_ushort", "I": "c_uint", "L": "c_ulong", "q": "c_long", "Q": "c_ulong", "?": "c_bool",
          "c": "c_char", "u": "c_wchar"}


@_left_out
def _code_of(typecode_or_type):
    if isinstance(typecode_or_type, str):
        if typecode_or_type not in _SIZES:
            raise TypeError("this type has no size")
        return typecode_or_type
    code = getattr(typecode_or_type, "_type_", None)
    return code if isinstance(code, str) else None


def RawValue(typecode_or_type, *args):
    code = _code_of(typecode_or_type)
    if code is None:
        if not hasattr(typecode_or_type, "_shared"):
            raise TypeError("this type has no size")
        return typecode_or_type._shared(args)
    if len(args) > 1:
        raise TypeError(f"__init__ expected at most 1 argument, got {len(args)}")
    memory = _multiprocessing.Memory(bytes(_SIZES[code]))
    made = _number(memory, code)
    if args:
        made.value = args[0]
    return made


def RawArray(typecode_or_type, size_or_initializer):
    code = _code_of(typecode_or_type)
    if code is None:
        if not hasattr(typecode_or_type, "_shared_array"):
            raise TypeError(f"unsupported operand type(s) for *: {type(typecode_or_type).__name__!r} and 'int'")
        return typecode_or_type._shared_array(size_or_initializer)
    if isinstance(size_or_initializer, int):
        if size_or_initializer < 0:
            raise ValueError(f"Array length must be >= 0, not {size_or_initializer}")
        memory = _multiprocessing.Memory(bytes(size_or_initializer * _SIZES[code]))
        return _sequence(memory, code, size_or_initializer)
    items = size_or_initializer
    if isinstance(items, (bytes, bytearray)):
        items = [bytes(items[i:i + 1]) for i in range(len(items))]
    len(items)
    items = list(items)
    made = _sequence(_multiprocessing.Memory(bytes(len(items) * _SIZES[code])), code, len(items))
    made[:] = items
    return made


def Value(typecode_or_type, *args, lock=True, ctx=None):
    obj = RawValue(typecode_or_type, *args)
    return _locked(obj, lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    obj = RawArray(typecode_or_type, size_or_initializer)
    return _locked(obj, lock, ctx)


def _locked(obj, lock, ctx):
    if lock is False:
        return obj
    if lock in (True, None):
        ctx = ctx or context._default_context.get_context()
        lock = ctx.RLock()
    if not hasattr(lock, "acquire"):
        raise AttributeError(f"{lock!r} has no method 'acquire'")
    return synchronized(obj, lock, ctx)


def copy(obj):
    if isinstance(obj, RawSequence):
        return RawArray(obj._code, obj[:])
    if isinstance(obj, RawNumber):
        return RawValue(obj._code, obj.value)
    return obj._copy()


def synchronized(obj, lock=None, ctx=None):
    assert not isinstance(obj, SynchronizedBase), "object already synchronized"
    ctx = ctx or context._default_context.get_context()
    if isinstance(obj, RawNumber):
        return Synchronized(obj, lock, ctx)
    if isinstance(obj, RawSequence):
        return (SynchronizedString if obj._code == "c" else SynchronizedArray)(obj, lock, ctx)
    if hasattr(obj, "_length_"):
        return SynchronizedArray(obj, lock, ctx)
    return SynchronizedStructure(obj, lock, ctx)


class SynchronizedBase:
    """A shared object with its lock."""

    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock or (ctx or context._default_context.get_context()).RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __reduce__(self):
        context.assert_spawning(self)
        return type(self), (self._obj, self._lock)

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock

    def __repr__(self):
        return f"<{type(self).__name__} wrapper for {self._obj}>"


def _in_made_up_code(getter, setter):
    """A property that tracebacks show as CPython's, whose text it makes up."""
    for function, access_line in (getter, 5), (setter, 11):
        name = function.__name__
        function.__code__ = function.__code__.replace(
            co_filename="<string>", co_name=name, co_qualname=name, co_firstlineno=access_line - 2)
    return property(getter, setter)


def getvalue(self):
    with self._lock:
        return self._obj.value


def setvalue(self, value):
    with self._lock:
        self._obj.value = value


def getraw(self):
    with self._lock:
        return self._obj.raw


def setraw(self, value):
    with self._lock:
        self._obj.raw = value


class Synchronized(SynchronizedBase):
    value = _in_made_up_code(getvalue, setvalue)


class SynchronizedArray(SynchronizedBase):
    def __len__(self):
        return len(self._obj)

    def __getitem__(self, index):
        with self._lock:
            return self._obj[index]

    def __setitem__(self, index, value):
        with self._lock:
            self._obj[index] = value

    def __getslice__(self, start, stop):
        return self[start:stop]

    def __iter__(self):
        for index in range(len(self)):
            yield self[index]


class SynchronizedString(SynchronizedArray):
    value = Synchronized.value
    raw = _in_made_up_code(getraw, setraw)


class SynchronizedStructure(SynchronizedBase):
    def __getattr__(self, name):
        if name.startswith("_") or name in ("acquire", "release"):
            raise AttributeError(name)
        with self._lock:
            return getattr(self._obj, name)

    def __setattr__(self, name, value):
        if name in ("_obj", "_lock", "acquire", "release"):
            object.__setattr__(self, name, value)
        else:
            with self._lock:
                setattr(self._obj, name, value)
