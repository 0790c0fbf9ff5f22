"""The error handlers of codecs by name."""

_handlers = {}


def register_error(errors, handler, /):
    if not isinstance(errors, str):
        raise TypeError(f"register_error() argument 1 must be str, not {type(errors).__name__}")
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(errors, /):
    if not isinstance(errors, str):
        raise TypeError(f"lookup_error() argument must be str, not {type(errors).__name__}")
    if errors not in _handlers:
        raise LookupError(f"unknown error handler name '{errors}'")
    return _handlers[errors]


def ask(errors, error):
    """What the handler makes of a fault, and where to go on in the error's object, which it may have replaced."""
    decoding = isinstance(error, UnicodeDecodeError)
    answer = lookup_error(errors or "strict")(error)
    kinds = str if decoding else (str, bytes)
    if not (isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[0], kinds) and isinstance(answer[1], int)):
        raise TypeError("decoding error handler must return (str, int) tuple" if decoding
                        else "encoding error handler must return (str/bytes, int) tuple")
    replacement, position = answer
    length = len(error.object)
    place = position + length if position < 0 else position
    if not 0 <= place <= length:
        raise IndexError(f"position {position} from error handler out of bounds")
    return replacement, place


def _refuse(error):
    raise TypeError(f"don't know how to handle {type(error).__name__} in error callback")


def _strict(error):
    if not isinstance(error, Exception):
        raise TypeError("codec must pass exception instance")
    raise error


def _ignore(error):
    if not isinstance(error, UnicodeError):
        _refuse(error)
    return "", error.end


def _replace(error):
    if isinstance(error, UnicodeEncodeError):
        return "?" * (error.end - error.start), error.end
    if isinstance(error, UnicodeDecodeError):
        return "\ufffd", error.end
    if isinstance(error, UnicodeTranslateError):
        return "\ufffd" * (error.end - error.start), error.end
    _refuse(error)


def _xmlcharrefreplace(error):
    if not isinstance(error, UnicodeEncodeError):
        _refuse(error)
    return "".join([f"&#{ord(char)};" for char in error.object[error.start:error.end]]), error.end


def _backslashed(char):
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _backslashreplace(error):
    if isinstance(error, UnicodeDecodeError):
        return "".join([f"\\x{byte:02x}" for byte in error.object[error.start:error.end]]), error.end
    if isinstance(error, (UnicodeEncodeError, UnicodeTranslateError)):
        return "".join([_backslashed(char) for char in error.object[error.start:error.end]]), error.end
    _refuse(error)


def _namereplace(error):
    if not isinstance(error, UnicodeEncodeError):
        _refuse(error)
    import unicodedata
    out = []
    for char in error.object[error.start:error.end]:
        name = unicodedata.name(char, None)
        out.append(f"\\N{{{name}}}" if name else _backslashed(char))
    return "".join(out), error.end


def _surrogateescape(error):
    if isinstance(error, UnicodeEncodeError):
        codes = [ord(char) for char in error.object[error.start:error.end]]
        if not all([0xDC80 <= code <= 0xDCFF for code in codes]):
            raise error
        return bytes([code - 0xDC00 for code in codes]), error.end
    if isinstance(error, UnicodeDecodeError):
        part = error.object[error.start:min(error.end, error.start + 4)]
        escaped = 0
        while escaped < len(part) and part[escaped] > 127:
            escaped += 1
        if not escaped:
            raise error
        return "".join([chr(0xDC00 + byte) for byte in part[:escaped]]), error.start + escaped
    _refuse(error)


def _surrogate_encoding(error):
    """The encoding that has bytes for surrogates, with a byte order, and how many they are."""
    name = error.encoding.lower().replace("_", "-").replace("utf-", "utf").replace("utf", "utf-")
    if name in ("utf-8", "cp65001", "cp-utf-8"):
        return "utf-8", 3
    for start, width in (("utf-16", 2), ("utf-32", 4)):
        if name.startswith(start):
            return start + ("-be" if name.endswith("be") else "-le"), width
    raise error


def _surrogatepass(error):
    if isinstance(error, UnicodeEncodeError):
        part = error.object[error.start:error.end]
        if not all([0xD800 <= ord(char) <= 0xDFFF for char in part]):
            raise error
        return part.encode(_surrogate_encoding(error)[0], "surrogatepass"), error.end
    if isinstance(error, UnicodeDecodeError):
        encoding, width = _surrogate_encoding(error)
        char = error.object[error.start:error.start + width].decode(encoding, "surrogatepass")
        if len(char) != 1 or not 0xD800 <= ord(char) <= 0xDFFF:
            raise error
        return char, error.start + width
    _refuse(error)


_handlers.update(strict=_strict, ignore=_ignore, replace=_replace, namereplace=_namereplace,
                 xmlcharrefreplace=_xmlcharrefreplace, backslashreplace=_backslashreplace,
                 surrogateescape=_surrogateescape, surrogatepass=_surrogatepass)

_BUILT_IN = {name: handler for name, handler in _handlers.items() if name != "namereplace"}


def is_built_in(errors):
    """Whether `str.encode` and `bytes.decode` know the handler without asking Python."""
    return errors in _BUILT_IN and _handlers[errors] is _BUILT_IN[errors]
