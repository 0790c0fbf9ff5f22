"""Encodings of one byte a character by a table."""

from _codecs.handlers import ask
from _codecs.native import latin_1_decode, latin_1_encode

_UNDEFINED = "character maps to <undefined>"


@staticmethod
def charmap_build(map, /):
    return {ord(char): index for index, char in enumerate(map) if char != "\ufffe"}


@staticmethod
def charmap_encode(text, errors="strict", mapping=None, /):
    if mapping is None:
        return latin_1_encode(text, errors)
    if type(mapping) is dict:
        try:
            return bytes([mapping[ord(char)] for char in text]), len(text)
        except (KeyError, TypeError, ValueError):
            pass
    return _encode_asking(text, errors, mapping), len(text)


def _code(mapping, char):
    """The bytes for a character; None where there are none."""
    try:
        code = mapping[ord(char)]
    except LookupError:
        return None
    if code is None or isinstance(code, bytes):
        return code
    if not isinstance(code, int):
        raise TypeError(f"character mapping must return integer, bytes or None, not {type(code).__name__}")
    if not 0 <= code < 256:
        raise TypeError("character mapping must be in range(256)")
    return bytes([code])


def _encode_asking(text, errors, mapping):
    out, at = bytearray(), 0
    while at < len(text):
        code = _code(mapping, text[at])
        if code is not None:
            out += code
            at += 1
            continue
        end = at + 1
        while end < len(text) and _code(mapping, text[end]) is None:
            end += 1
        fault = UnicodeEncodeError("charmap", text, at, end, _UNDEFINED)
        replacement, at = ask(errors, fault)
        if isinstance(replacement, bytes):
            out += replacement
            continue
        for char in replacement:
            code = _code(mapping, char)
            if code is None:
                raise fault
            out += code
    return bytes(out)


@staticmethod
def charmap_decode(data, errors="strict", mapping=None, /):
    if mapping is None:
        return latin_1_decode(data, errors)
    data = bytes(data)
    if type(mapping) is str and len(mapping) == 256:
        text = data.decode("latin-1").translate(mapping)
        if "\ufffe" not in text:
            return text, len(data)
    return _decode_asking(data, errors, mapping), len(data)


def _decode_asking(data, errors, mapping):
    out, at = [], 0
    while at < len(data):
        char = _character(mapping, data[at])
        if char is None:
            fault = UnicodeDecodeError("charmap", data, at, at + 1, _UNDEFINED)
            char, at = ask(errors, fault)
            data = fault.object
        else:
            at += 1
        out.append(char)
    return "".join(out)


def _character(mapping, byte):
    """The text for a byte; None where there is none."""
    try:
        char = mapping[byte]
    except LookupError:
        return None
    if char is None or char == "\ufffe" or char == 0xFFFE:
        return None
    if isinstance(char, int):
        if not 0 <= char < 0x110000:
            raise TypeError("character mapping must be in range(0x110000)")
        return chr(char)
    if not isinstance(char, str):
        raise TypeError("character mapping must return integer, None or str")
    return char
