"""Encodings by name, and the functions of those that are built in: what CPython has in C as `_codecs`."""

_searches, _found, _handlers = [], {}, {}


def register(search_function, /):
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searches.append(search_function)


def unregister(search_function, /):
    if search_function in _searches:
        _searches.remove(search_function)
        _found.clear()


def _forget_codec(encoding, /):
    del _found[encoding]


def lookup(encoding, /):
    if not isinstance(encoding, str):
        raise TypeError(f"lookup() argument must be str, not {type(encoding).__name__}")
    if not _searches:
        import encodings
    name = encoding.replace(" ", "-").lower()
    info = _found.get(name)
    if info is not None:
        return info
    for search in _searches:
        info = search(name)
        if info is not None:
            if not isinstance(info, tuple) or len(info) != 4:
                raise TypeError("codec search functions must return 4-tuples")
            _found[name] = info
            return info
    raise LookupError(f"unknown encoding: {encoding}")


def encode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding)[0](obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding)[1](obj, errors)[0]


def register_error(errors, handler, /):
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(errors, /):
    if errors not in _handlers:
        raise LookupError(f"unknown error handler name '{errors}'")
    return _handlers[errors]


def _strict(error):
    raise error


def _ignore(error):
    return "", error.end


def _replace(error):
    if isinstance(error, UnicodeEncodeError):
        return "?" * (error.end - error.start), error.end
    return "\ufffd" * (error.end - error.start if isinstance(error, UnicodeTranslateError) else 1), error.end


def _xmlcharrefreplace(error):
    return "".join(f"&#{ord(char)};" for char in error.object[error.start:error.end]), error.end


def _backslashreplace(error):
    part = error.object[error.start:error.end]
    if isinstance(part, bytes):
        return "".join(f"\\x{byte:02x}" for byte in part), error.end
    return ascii(part)[1:-1], error.end


def _namereplace(error):
    import unicodedata
    return "".join(f"\\N{{{unicodedata.name(char)}}}" for char in error.object[error.start:error.end]), error.end


for _name, _handler in (("strict", _strict), ("ignore", _ignore), ("replace", _replace), ("namereplace", _namereplace),
                        ("xmlcharrefreplace", _xmlcharrefreplace), ("backslashreplace", _backslashreplace),
                        ("surrogateescape", _strict), ("surrogatepass", _strict)):
    _handlers[_name] = _handler


def _encoder(encoding):
    def encode(text, errors="strict", /, byteorder=0):
        return text.encode(encoding, errors or "strict"), len(text)
    return encode


def _decoder(encoding, step):
    """A decoder that leaves a character that is cut at the end alone, unless it is told that the data is all."""
    def decode(data, errors="strict", final=False, /):
        data = bytes(data)
        end = len(data)
        if not final:
            end -= step(data)
        return data[:end].decode(encoding, errors or "strict"), end
    return decode


def _cut_utf_8(data):
    for length in range(1, min(4, len(data) + 1)):
        byte = data[-length]
        if byte >= 0xC0:
            needs = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return length if needs > length else 0
        if byte < 0x80:
            return 0
    return 0


def _cut_utf_16(high):
    def cut(data):
        odd = len(data) % 2
        whole = len(data) - odd
        return odd + (2 if whole >= 2 and 0xD8 <= data[whole - 2 + high] <= 0xDB else 0)
    return cut


_whole = lambda data: 0
_cut_utf_32 = lambda data: len(data) % 4
utf_8_encode, utf_8_decode = _encoder("utf-8"), _decoder("utf-8", _cut_utf_8)
latin_1_encode, latin_1_decode = _encoder("latin-1"), _decoder("latin-1", _whole)
ascii_encode, ascii_decode = _encoder("ascii"), _decoder("ascii", _whole)
utf_16_encode, utf_16_decode = _encoder("utf-16"), _decoder("utf-16", _cut_utf_16(1))
utf_16_le_encode, utf_16_le_decode = _encoder("utf-16-le"), _decoder("utf-16-le", _cut_utf_16(1))
utf_16_be_encode, utf_16_be_decode = _encoder("utf-16-be"), _decoder("utf-16-be", _cut_utf_16(0))
utf_32_encode, utf_32_decode = _encoder("utf-32"), _decoder("utf-32", _cut_utf_32)
utf_32_le_encode, utf_32_le_decode = _encoder("utf-32-le"), _decoder("utf-32-le", _cut_utf_32)
utf_32_be_encode, utf_32_be_decode = _encoder("utf-32-be"), _decoder("utf-32-be", _cut_utf_32)


def readbuffer_encode(data, errors=None, /):
    return data.encode() if isinstance(data, str) else bytes(data), len(data)


def charmap_build(map, /):
    return {ord(char): index for index, char in enumerate(map)}


def _handled(errors, error):
    return lookup_error(errors or "strict")(error)


def charmap_encode(text, errors="strict", mapping=None, /):
    if mapping is None:
        return latin_1_encode(text, errors)
    out = bytearray()
    for index, char in enumerate(text):
        code = mapping.get(ord(char))
        if code is None:
            error = UnicodeEncodeError("charmap", text, index, index + 1, "character maps to <undefined>")
            for replacement in _handled(errors, error)[0]:
                out.append(mapping[ord(replacement)])
        elif isinstance(code, int):
            out.append(code)
        else:
            out += code
    return bytes(out), len(text)


def charmap_decode(data, errors="strict", mapping=None, /):
    if mapping is None:
        return latin_1_decode(data, errors)
    out = []
    for index, byte in enumerate(data):
        try:
            char = mapping[byte]
        except LookupError:
            char = None
        if char is None or char == "\ufffe":
            error = UnicodeDecodeError("charmap", bytes(data), index, index + 1, "character maps to <undefined>")
            char = _handled(errors, error)[0]
        out.append(chr(char) if isinstance(char, int) else char)
    return "".join(out), len(data)


def escape_encode(data, errors=None, /):
    return repr(bytes(data))[2:-1].encode("latin-1"), len(data)


_SIMPLE = {"\\": "\\", "'": "'", "\"": "\"", "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
           "\n": ""}


def _unescape(text, widths, error):
    """Backslash escapes made to characters; `widths` says how many hexadecimal digits follow which letter."""
    out, at = [], 0
    while at < len(text):
        char = text[at]
        at += 1
        if char != "\\":
            out.append(char)
            continue
        if at == len(text):
            raise error(at - 1, at, "\\ at end of string")
        kind = text[at]
        if kind in _SIMPLE and "n" in widths:
            out.append(_SIMPLE[kind])
            at += 1
        elif kind in "01234567" and "n" in widths:
            end = at + 1
            while end < min(at + 3, len(text)) and text[end] in "01234567":
                end += 1
            out.append(chr(int(text[at:end], 8)))
            at = end
        elif kind in widths and kind != "n":
            width = widths[kind]
            digits = text[at + 1:at + 1 + width]
            try:
                if len(digits) != width:
                    raise ValueError
                out.append(chr(int(digits, 16)))
            except ValueError:
                raise error(at - 1, at + 1 + len(digits), f"truncated \\{kind}{'X' * width} escape") from None
            at += 1 + width
        else:
            out.append("\\" + kind)
            at += 1
    return "".join(out)


def escape_decode(data, errors="strict", /):
    text = data if isinstance(data, str) else bytes(data).decode("latin-1")
    error = lambda start, end, reason: ValueError(f"invalid \\x escape at position {start}")
    return _unescape(text, {"n": 0, "x": 2}, error).encode("latin-1"), len(data)


def _escape_error(codec, data):
    return lambda start, end, reason: UnicodeDecodeError(codec, data, start, end, reason)


def unicode_escape_encode(text, errors="strict", /):
    out = ascii(text)[1:-1].replace("\\'", "'") if "'" in text else ascii(text)[1:-1]
    return out.encode("ascii"), len(text)


def unicode_escape_decode(data, errors="strict", final=True, /):
    data = data.encode() if isinstance(data, str) else bytes(data)
    error = _escape_error("unicodeescape", data)
    return _unescape(data.decode("latin-1"), {"n": 0, "x": 2, "u": 4, "U": 8}, error), len(data)


def raw_unicode_escape_encode(text, errors="strict", /):
    def shown(char):
        code = ord(char)
        return char if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    return "".join(map(shown, text)).encode("latin-1"), len(text)


def raw_unicode_escape_decode(data, errors="strict", final=True, /):
    data = data.encode() if isinstance(data, str) else bytes(data)
    return _unescape(data.decode("latin-1"), {"u": 4, "U": 8}, _escape_error("rawunicodeescape", data)), len(data)


def utf_7_encode(text, errors="strict", /):
    raise LookupError("unknown encoding: utf-7")


utf_7_decode = utf_7_encode


def utf_16_ex_decode(data, errors="strict", byteorder=0, final=False, /):
    return _ex_decode("utf-16", 2, utf_16_le_decode, utf_16_be_decode, data, errors, byteorder, final)


def utf_32_ex_decode(data, errors="strict", byteorder=0, final=False, /):
    return _ex_decode("utf-32", 4, utf_32_le_decode, utf_32_be_decode, data, errors, byteorder, final)


def _ex_decode(name, width, little, big, data, errors, byteorder, final):
    data, skip = bytes(data), 0
    if byteorder == 0 and len(data) >= width:
        mark = int.from_bytes(data[:width], "little")
        skip = width if mark in (0xFEFF, 0xFFFE if width == 2 else 0xFFFE0000) else 0
        byteorder = 1 if skip and mark != 0xFEFF else -1
    text, count = (big if byteorder == 1 else little)(data[skip:], errors, final)
    return text, count + skip, byteorder
