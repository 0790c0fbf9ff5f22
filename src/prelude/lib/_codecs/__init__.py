"""Encodings by name, and the functions of those that are built in: what CPython has in C as `_codecs`."""

from _codecs.charmap import charmap_build, charmap_decode, charmap_encode
from _codecs.escapes import (escape_decode, escape_encode, raw_unicode_escape_decode, raw_unicode_escape_encode,
                             unicode_escape_decode, unicode_escape_encode)
from _codecs.handlers import lookup_error, register_error
from _codecs.native import (ascii_decode, ascii_encode, latin_1_decode, latin_1_encode, readbuffer_encode, utf_8_decode,
                            utf_8_encode, utf_16_be_decode, utf_16_be_encode, utf_16_decode, utf_16_encode,
                            utf_16_ex_decode, utf_16_le_decode, utf_16_le_encode, utf_32_be_decode, utf_32_be_encode,
                            utf_32_decode, utf_32_encode, utf_32_ex_decode, utf_32_le_decode, utf_32_le_encode)

_searches, _found = [], {}


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
    if "\0" in encoding:
        raise ValueError("embedded null character")
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
    return _noting(lookup(encoding)[0], obj, errors, "encoder", encoding)


def decode(obj, encoding="utf-8", errors="strict"):
    return _noting(lookup(encoding)[1], obj, errors, "decoder", encoding)


def _noting(function, obj, errors, what, encoding):
    """The result of a codec's function, or its exception with a note that names the codec."""
    try:
        result = function(obj, errors)
    except Exception as exception:
        if not isinstance(exception, UnicodeError):
            exception.add_note(f"{what[:-2]}ing with '{encoding}' codec failed")
        raise
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError(f"{what} must return a tuple (object, integer)")
    return result[0]


def _text_codec(encoding, function):
    info = lookup(encoding)
    if not getattr(info, "_is_text_encoding", True):
        raise LookupError(f"'{encoding}' is not a text encoding; use codecs.{function}() to handle arbitrary codecs")
    return info


def _encode_text(text, encoding, errors):
    """`str.encode` where the encoding or the error handler is not built in."""
    result = _noting(_text_codec(encoding, "encode")[0], text, errors, "encoder", encoding)
    if isinstance(result, bytearray):
        return bytes(result)
    if not isinstance(result, bytes):
        raise TypeError(f"'{encoding}' encoder returned '{type(result).__name__}' instead of 'bytes'; "
                        "use codecs.encode() to encode to arbitrary types")
    return result


def _decode_bytes(data, encoding, errors):
    """`bytes.decode` where the encoding or the error handler is not built in."""
    result = _noting(_text_codec(encoding, "decode")[1], data, errors, "decoder", encoding)
    if not isinstance(result, str):
        raise TypeError(f"'{encoding}' decoder returned '{type(result).__name__}' instead of 'str'; "
                        "use codecs.decode() to decode to arbitrary types")
    return result
