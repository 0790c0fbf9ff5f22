"""Arrays of numbers of one type, and how they come back from a pickle of any machine."""

from _array import array, typecodes

ArrayType = array

# By the number that a pickle gives for them: the formats of `struct`.
_FORMATS = ("B", "b", "<H", ">H", "<h", ">h", "<I", ">I", "<i", ">i", "<Q", ">Q", "<q", ">q", "<f", ">f", "<d", ">d")
_ENCODINGS = {18: "utf-16-le", 19: "utf-16-be", 20: "utf-32-le", 21: "utf-32-be"}
_NUMBERS = {"B": 0, "b": 1, "H": 2, "h": 4, "I": 6, "i": 8, "L": 10, "Q": 10, "l": 12, "q": 12, "f": 14, "d": 16, "u": 20,
            "w": 20}


def _array_reconstructor(arraytype, typecode, mformat_code, items, /):
    if not isinstance(arraytype, type):
        raise TypeError(f"first argument must be a type object, not {type(arraytype).__name__}")
    if not issubclass(arraytype, array):
        raise TypeError(f"{arraytype.__name__} is not a subtype of array.array")
    if not isinstance(typecode, str) or len(typecode) != 1:
        raise TypeError(f"_array_reconstructor() argument 2 must be a unicode character, not {type(typecode).__name__}")
    if typecode not in typecodes:
        raise ValueError("second argument must be a valid type code")
    if not isinstance(mformat_code, int):
        raise TypeError(f"'{type(mformat_code).__name__}' object cannot be interpreted as an integer")
    if not 0 <= mformat_code <= 21:
        raise ValueError("third argument must be a valid machine format code.")
    if not isinstance(items, bytes):
        raise TypeError(f"fourth argument should be bytes, not {type(items).__name__}")
    if mformat_code in _ENCODINGS:
        return arraytype(typecode, items.decode(_ENCODINGS[mformat_code]))
    if _NUMBERS[typecode] == mformat_code:
        return arraytype(typecode, items)
    import struct
    form = _FORMATS[mformat_code]
    if len(items) % struct.calcsize(form):
        raise ValueError("bytes length not a multiple of item size")
    return arraytype(typecode, [number for number, in struct.iter_unpack(form, items)])


def _reduced(self, protocol):
    cls, state = type(self), getattr(self, "__dict__", None)
    if protocol < 3:
        items = self.tounicode() if self.typecode in "uw" else self.tolist()
        return cls, (self.typecode, items), state
    return _array_reconstructor, (cls, self.typecode, _NUMBERS[self.typecode], self.tobytes()), state
