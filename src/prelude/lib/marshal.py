"""Values as bytes, in CPython's format; only code objects, which no two versions have in common, are our own."""

import struct

from _prelude import _code_bytes, _code_of_bytes

version = 5
_DEEPEST = 2000
_NO_VALUE = object()
_DIGIT = 15
_SINGLES = {None: b"N", StopIteration: b"S", Ellipsis: b".", False: b"F", True: b"T"}
_TYPES = {code[0]: value for value, code in _SINGLES.items()}


def dumps(value, version=version, /, *, allow_code=True):
    parts = []
    _write(value, parts.append, allow_code, 0)
    return b"".join(parts)


def dump(value, file, version=version, /, *, allow_code=True):
    file.write(dumps(value, version, allow_code=allow_code))


def load(file, /, *, allow_code=True):
    return _Reader(file.read, allow_code).whole()


def loads(bytes, /, *, allow_code=True):
    data, at = memoryview(bytes).cast("B"), 0

    def read(count):
        nonlocal at
        at += count
        return data[at - count:at].tobytes()

    return _Reader(read, allow_code).whole()


def _write(value, write, allow_code, depth):
    if depth > _DEEPEST:
        raise ValueError("object too deeply nested to marshal")
    cls = type(value)
    if cls is int:
        _write_int(value, write)
    elif value is None or value is Ellipsis or value is StopIteration or cls is bool:
        write(_SINGLES[value])
    elif cls is float:
        write(b"g" + struct.pack("<d", value))
    elif cls is complex:
        write(b"y" + struct.pack("<dd", value.real, value.imag))
    elif cls is str:
        _write_str(value, write)
    elif cls in (tuple, list, set, frozenset):
        if cls is tuple and len(value) < 256:
            write(bytes((0x29, len(value))))
        else:
            write({tuple: b"(", list: b"[", set: b"<", frozenset: b">"}[cls] + struct.pack("<i", len(value)))
        for item in value:
            _write(item, write, allow_code, depth + 1)
    elif cls is dict:
        write(b"{")
        for key, item in value.items():
            _write(key, write, allow_code, depth + 1)
            _write(item, write, allow_code, depth + 1)
        write(b"0")
    elif cls is slice:
        write(b":")
        for part in (value.start, value.stop, value.step):
            _write(part, write, allow_code, depth + 1)
    elif cls is type(_write.__code__):
        if not allow_code:
            raise ValueError("marshalling code objects is disallowed")
        data = _code_bytes(value)
        write(b"c" + struct.pack("<i", len(data)) + data)
    else:
        _write_buffer(value, write)


def _write_int(value, write):
    if -0x8000_0000 <= value < 0x8000_0000:
        write(b"i" + struct.pack("<i", value))
        return
    digits, rest = [], abs(value)
    while rest:
        digits.append(rest & 0x7FFF)
        rest >>= _DIGIT
    write(b"l" + struct.pack(f"<i{len(digits)}H", len(digits) if value > 0 else -len(digits), *digits))


def _write_str(value, write):
    if value.isascii():
        data = value.encode("ascii")
        write(b"z" + bytes((len(data),)) if len(data) < 256 else b"a" + struct.pack("<i", len(data)))
    else:
        data = value.encode("utf-8", "surrogatepass")
        write(b"u" + struct.pack("<i", len(data)))
    write(data)


def _write_buffer(value, write):
    try:
        data = memoryview(value).tobytes()
    except TypeError:
        raise ValueError("unmarshallable object") from None
    write(b"s" + struct.pack("<i", len(data)) + data)


class _Reader:
    def __init__(self, read, allow_code):
        self._read, self._allow_code, self._known = read, allow_code, []

    def whole(self):
        value = self._value(0)
        if value is _NO_VALUE:
            raise TypeError("NULL object in marshal data for object")
        return value

    def _bytes(self, count):
        data = self._read(count)
        if len(data) < count:
            raise EOFError("marshal data too short")
        return data

    def _number(self, form="<i"):
        return struct.unpack(form, self._bytes(struct.calcsize(form)))[0]

    def _size(self):
        size = self._number()
        if size < 0:
            raise ValueError("bad marshal data (size out of range)")
        return size

    def _value(self, depth):
        if depth > _DEEPEST:
            raise ValueError("recursion limit exceeded")
        code = self._read(1)
        if not code:
            raise EOFError("EOF read where object expected")
        known, code = code[0] & 0x80, code[0] & 0x7F
        if code in _TYPES:
            return _TYPES[code]
        read = _READERS.get(code)
        if read is None:
            raise ValueError("bad marshal data (unknown type code)")
        place = None
        if known:
            place = len(self._known)
            self._known.append(None)
        value = read(self, depth + 1, place)
        if known:
            self._known[place] = value
        return value

    def _items(self, count, depth):
        for _ in range(count):
            item = self._value(depth)
            if item is _NO_VALUE:
                raise TypeError("NULL object in marshal data for a container")
            yield item

    def _null(self, depth, place):
        return _NO_VALUE

    def _int(self, depth, place):
        return self._number()

    def _long(self, depth, place):
        size = self._number()
        digits = struct.unpack(f"<{abs(size)}H", self._bytes(2 * abs(size)))
        if any(digit > 0x7FFF for digit in digits):
            raise ValueError("bad marshal data (digit out of range in long)")
        if digits and not digits[-1]:
            raise ValueError("bad marshal data (unnormalized long data)")
        value = sum(digit << _DIGIT * at for at, digit in enumerate(digits))
        return value if size >= 0 else -value

    def _float(self, depth, place):
        return self._number("<d")

    def _old_float(self, depth, place):
        return float(self._bytes(self._bytes(1)[0]))

    def _complex(self, depth, place):
        return complex(self._number("<d"), self._number("<d"))

    def _data(self, depth, place):
        return self._bytes(self._size())

    def _text(self, depth, place):
        return self._bytes(self._size()).decode("utf-8", "surrogatepass")

    def _ascii(self, depth, place):
        return self._bytes(self._size()).decode("latin-1")

    def _short_ascii(self, depth, place):
        return self._bytes(self._bytes(1)[0]).decode("latin-1")

    def _tuple(self, depth, place):
        return tuple(self._items(self._size(), depth))

    def _small_tuple(self, depth, place):
        return tuple(self._items(self._bytes(1)[0], depth))

    def _list(self, depth, place):
        size, made = self._size(), []
        if place is not None:
            self._known[place] = made
        made.extend(self._items(size, depth))
        return made

    def _set(self, depth, place):
        return set(self._items(self._size(), depth))

    def _frozenset(self, depth, place):
        return frozenset(self._items(self._size(), depth))

    def _dict(self, depth, place):
        made = {}
        if place is not None:
            self._known[place] = made
        while (key := self._value(depth)) is not _NO_VALUE:
            value = self._value(depth)
            if value is _NO_VALUE:
                break
            made[key] = value
        return made

    def _slice(self, depth, place):
        return slice(*self._items(3, depth))

    def _reference(self, depth, place):
        at = self._number()
        if not 0 <= at < len(self._known):
            raise ValueError("bad marshal data (invalid reference)")
        return self._known[at]

    def _code(self, depth, place):
        if not self._allow_code:
            raise ValueError("unmarshalling code objects is disallowed")
        return _code_of_bytes(self._bytes(self._size()))


_READERS = {
    ord(code): reader
    for codes, reader in (
        ("0", _Reader._null), ("i", _Reader._int), ("l", _Reader._long), ("g", _Reader._float),
        ("f", _Reader._old_float), ("y", _Reader._complex), ("s", _Reader._data), ("ut", _Reader._text),
        ("aA", _Reader._ascii), ("zZ", _Reader._short_ascii), ("(", _Reader._tuple), (")", _Reader._small_tuple),
        ("[", _Reader._list), ("<", _Reader._set), (">", _Reader._frozenset), ("{", _Reader._dict),
        (":", _Reader._slice), ("r", _Reader._reference), ("c", _Reader._code),
    )
    for code in codes
}
