"""What str, bytes and the numbers leave to Python: objects that convert or format themselves."""


def _index(value):
    if isinstance(value, int):
        return int.__int__(value)
    kind = type(value)
    if not hasattr(kind, "__index__"):
        raise TypeError(f"'{_type_name(kind)}' object cannot be interpreted as an integer")
    number = kind.__index__(value)
    if not isinstance(number, int):
        raise TypeError(f"__index__ returned non-int (type {_type_name(type(number))})")
    _deprecate_subclass("__index__", number, int)
    return int.__int__(number)


_index_of = _index


def _bound(value):
    return value if value is None or isinstance(value, int) else _index(value)


def _place(key):
    if type(key) is slice:
        return slice(_bound(key.start), _bound(key.stop), _bound(key.step))
    return _index(key)


def int___new__(cls, x=0, /, *base, **keywords):
    if base or keywords:
        base = keywords["base"] if keywords else base[0]
        return int.__new__(cls, x, _index(base))
    kind = type(x)
    if hasattr(kind, "__int__"):
        number = kind.__int__(x)
        if not isinstance(number, int):
            raise TypeError(f"__int__ returned non-int (type {_type_name(type(number))})")
        _deprecate_subclass("__int__", number, int)
        number = int.__int__(number)
    elif hasattr(kind, "__index__"):
        number = _index(x)
    elif isinstance(x, str):
        number = int(str.__str__(x))
    elif isinstance(x, (bytes, bytearray)) or _is_buffer(x):
        number = int(_exact_bytes(x))
    else:
        raise TypeError(
            "int() argument must be a string, a bytes-like object or a real number, "
            f"not '{_type_name(kind)}'"
        )
    return int.__new__(cls, number)


def _deprecate_subclass(method, number, kind):
    if type(number) is kind or type(number) is bool:
        return
    name = _type_name(type(number))
    message = (f"{method} returned non-{_type_name(kind)} (type {name}).  The ability to return an instance of a strict subclass "
               f"of {_type_name(kind)} is deprecated, and may not be supported in a future version of Python.")
    __import__("warnings").warn(message, DeprecationWarning, 3)


def int___round__(self, ndigits=None):
    return int.__round__(self, _bound(ndigits))


def int_from_bytes(cls, bytes, byteorder="big", *, signed=False):
    number = int.from_bytes(_bytes_of(bytes), byteorder, signed=signed)
    return number if cls is int else cls(number)


def int_to_bytes(self, length=1, byteorder="big", *, signed=False):
    return int.to_bytes(self, _bound(length), byteorder, signed=bool(signed))


def bool___new__(cls, x=False, /):
    return True if x else False


def _float_of(x, what):
    kind = type(x)
    if hasattr(kind, "__float__"):
        number = kind.__float__(x)
        if not isinstance(number, float):
            name = _type_name(type(number))
            raise TypeError(f"{_type_name(kind)}.__float__ returned non-float (type {name})")
        _deprecate_subclass(f"{_type_name(kind)}.__float__", number, float)
        return float.__float__(number)
    if hasattr(kind, "__index__"):
        return float(_index(x))
    module = "" if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}."
    raise TypeError(f"{what}, not {module}{kind.__qualname__}")


def float___new__(cls, x=0, /):
    kind = type(x)
    if hasattr(kind, "__float__") or hasattr(kind, "__index__"):
        number = _float_of(x, "")
    elif isinstance(x, str):
        number = float(str.__str__(x))
    elif isinstance(x, (bytes, bytearray)) or _is_buffer(x):
        number = float(_exact_bytes(x))
    else:
        raise TypeError(f"float() argument must be a string or a real number, not '{_type_name(kind)}'")
    return float.__new__(cls, number)


def float___round__(self, ndigits=None):
    return float.__round__(self, _bound(ndigits))


def float_from_number(cls, number, /):
    number = _float_of(number, "must be real number")
    return number if cls is float else cls(number)


def _complex_of(x, what):
    kind = type(x)
    if isinstance(x, complex) and kind.__complex__ is complex.__complex__:
        return complex.__complex__(x)
    if hasattr(kind, "__complex__"):
        number = kind.__complex__(x)
        if not isinstance(number, complex):
            name = _type_name(type(number))
            raise TypeError(f"__complex__ returned non-complex (type {name})")
        return complex.__complex__(number)
    return _float_of(x, what)


def complex___new__(cls, real=0, *imag, **keywords):
    imag = imag[0] if imag else keywords.get("imag")
    if imag is None:
        return complex.__new__(cls, _complex_of(real, "complex() argument must be a string or a number"))
    real = _complex_of(real, "complex() argument 'real' must be a real number")
    imag = _complex_of(imag, "complex() argument 'imag' must be a real number")
    return complex.__new__(cls, real, imag)


def complex_from_number(cls, number, /):
    number = _complex_of(number, "must be real number")
    return complex(number) if cls is complex else cls(number)


def _codecs():
    return __import__("_codecs", None, None, (), 0)


def str_encode(self, encoding="utf-8", errors="strict"):
    return _codecs()._encode_text(self, encoding, errors)


def bytes_decode(self, encoding="utf-8", errors="strict"):
    return _codecs()._decode_bytes(self, encoding, errors)


bytearray_decode = bytes_decode


def _coding(encoding="utf-8", errors="strict"):
    return encoding, errors


def str___new__(cls, object="", *arguments, **keywords):
    if arguments or keywords:
        text = _codecs()._decode_bytes(_bytes_of(object), *_coding(*arguments, **keywords))
        return text if cls is str else str.__new__(cls, text)
    kind = type(object)
    text = kind.__str__(object)
    if not isinstance(text, str):
        raise TypeError(f"__str__ returned non-string (type {_type_name(type(text))})")
    return text if cls is str else str.__new__(cls, str.__str__(text))


def str___getitem__(self, key):
    return str.__getitem__(self, _place(key))


def str___mul__(self, value):
    return str.__mul__(self, _index(value))


def str___rmul__(self, value):
    return str.__mul__(self, _index(value))


def str_join(self, iterable):
    return str.join(self, [item for item in iterable])


def str_translate(self, table):
    result = []
    for char in self:
        try:
            value = table[ord(char)]
        except LookupError:
            result.append(char)
            continue
        if isinstance(value, str):
            result.append(value)
        elif isinstance(value, int):
            if not 0 <= value < 0x110000:
                raise ValueError("character mapping must be in range(0x110000)")
            result.append(chr(value))
        elif value is not None:
            raise TypeError("character mapping must return integer, None or str")
    return "".join(result)


def str_format(self, /, *args, **kwargs):
    return _fill_template(_template_pieces(self), args, kwargs)


def str_format_map(self, mapping, /):
    return _fill_template(_template_pieces(self), None, mapping)


def _fill_template(pieces, positional, named):
    result = []
    for piece in pieces:
        if type(piece) is str:
            result.append(piece)
            continue
        first, path, conversion, spec = piece
        if type(first) is str:
            value = named[first]
        elif positional is None:
            raise ValueError("Format string contains positional fields")
        elif first < len(positional):
            value = positional[first]
        else:
            raise IndexError(f"Replacement index {first} out of range for positional args tuple")
        for is_attribute, key in path:
            value = getattr(value, key) if is_attribute else value[key]
        if conversion == "r":
            value = repr(value)
        elif conversion == "s":
            value = str(value)
        elif conversion == "a":
            value = ascii(value)
        result.append(format(value, _fill_template(spec, positional, named)))
    return "".join(result)


def str___mod__(self, value):
    return _fill_percent(self, value, False)


def bytes___mod__(self, value):
    return _fill_percent(self, value, True).encode("latin-1")


def bytearray___mod__(self, value):
    return bytearray(_fill_percent(self, value, True).encode("latin-1"))


def _fill_percent(form, value, is_bytes):
    mapping = not isinstance(value, (tuple, str)) and hasattr(type(value), "__getitem__")
    values = tuple(value) if isinstance(value, tuple) else (value,)
    used = 0
    result = []
    for piece in _percent_pieces(form, mapping):
        if type(piece) is str:
            result.append(piece)
            continue
        key, stars, directive, kind = piece
        needed = stars if key is not None else stars + 1
        if used + needed > len(values):
            raise TypeError("not enough arguments for format string")
        amounts = values[used:used + stars]
        used += needed
        if key is not None:
            item = value[key.encode("latin-1") if is_bytes else key]
        else:
            item = values[used - 1]
        item, kind = _percent_item(item, kind, is_bytes)
        result.append(("%" + directive + kind) % (*amounts, item))
    if used < len(values) and not mapping:
        what = "bytes" if is_bytes else "string"
        raise TypeError(f"not all arguments converted during {what} formatting")
    return "".join(result)


def _percent_item(item, kind, is_bytes):
    """What a conversion shows, with the conversion that shows it without further calls."""
    if is_bytes and kind in "sb":
        return _bytes_of(item).decode("latin-1"), "s"
    if kind == "a" or (is_bytes and kind == "r"):
        return ascii(item), "s"
    if kind == "s":
        return str(item), "s"
    if kind == "r":
        return repr(item), "s"
    of = type(item)
    if kind in "diu" and not isinstance(item, (int, float)):
        if hasattr(of, "__int__") or hasattr(of, "__index__"):
            item = int(item)
    elif kind in "oxX" and not isinstance(item, int):
        if hasattr(of, "__index__"):
            item = _index(item)
    elif kind in "eEfFgG" and not isinstance(item, (int, float)):
        if hasattr(of, "__float__") or hasattr(of, "__index__"):
            item = _float_of(item, "must be real number")
    return item, kind


def _exact_bytes(value):
    return bytes(value)


def _is_buffer(value):
    """Whether `value` shows its bytes: a memoryview or an array, for example."""
    try:
        memoryview(value)
    except TypeError:
        return False
    return True


def _bytes_of(source):
    kind = type(source)
    if hasattr(kind, "__bytes__"):
        value = kind.__bytes__(source)
        if not isinstance(value, bytes):
            raise TypeError(f"__bytes__ returned non-bytes (type {_type_name(type(value))})")
        return value
    if isinstance(source, (bytes, bytearray)):
        return source[:]
    if hasattr(kind, "__index__"):
        return bytes(_index(source))
    return bytes([_bound(number) for number in source])


def _bytes_from(source, arguments, keywords):
    if arguments or keywords:
        return _codecs()._encode_text(source, *_coding(*arguments, **keywords))
    return _bytes_of(source)


def bytes___new__(cls, source=b"", *arguments, **keywords):
    return bytes.__new__(cls, _bytes_from(source, arguments, keywords))


def bytearray___init__(self, source=b"", *arguments, **keywords):
    self[:] = _bytes_from(source, arguments, keywords)


def bytearray_extend(self, iterable_of_ints):
    bytearray.extend(self, [_bound(number) for number in iterable_of_ints])


def bytearray___setitem__(self, key, value):
    key = key if isinstance(key, int) else _place(key)
    if type(key) is slice:
        value = _bytes_of(value)
    elif not isinstance(value, int):
        value = _index(value)
    bytearray.__setitem__(self, key, value)


def bytes___getitem__(self, key):
    return bytes.__getitem__(self, _place(key))


def bytearray___getitem__(self, key):
    return bytearray.__getitem__(self, _place(key))


def bytes_join(self, iterable_of_bytes):
    return bytes.join(self, [item for item in iterable_of_bytes])


def bytearray_join(self, iterable_of_bytes):
    return bytearray.join(self, [item for item in iterable_of_bytes])


def _with_indices(owner, name):
    method = getattr(owner, name)

    def function(self, *arguments, **keywords):
        converted = [
            _index(value) if hasattr(type(value), "__index__") else value for value in arguments
        ]
        keywords = {
            key: _index(value) if hasattr(type(value), "__index__") else value
            for key, value in keywords.items()
        }
        return method(self, *converted, **keywords)

    return function


for _owner, _names in (
    (str, "center ljust rjust zfill expandtabs find rfind index rindex count startswith endswith replace split rsplit"),
    (bytes, "center ljust rjust zfill expandtabs find rfind index rindex count startswith endswith replace split rsplit"
            " hex __mul__ __rmul__"),
    (bytearray, "center ljust rjust zfill expandtabs find rfind index rindex count startswith endswith replace split"
                " rsplit hex __mul__ __rmul__ __imul__ append insert pop remove resize __delitem__"),
):
    for _name in _names.split():
        globals()[_owner.__name__ + "_" + _name] = _with_indices(_owner, _name)
