"""Text and bytes written with backslashes: `unicode_escape`, `raw_unicode_escape` and the escapes of bytes."""

from _codecs.handlers import ask

_SIMPLE = {"\\": "\\", "'": "'", "\"": "\"", "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
           "\n": ""}
_HEX = frozenset("0123456789abcdefABCDEF")


class _Fault(Exception):
    """An escape that cannot be read: where it ends, and why."""


def _octal(text, at):
    end = at + 1
    while end < min(at + 3, len(text)) and text[end] in "01234567":
        end += 1
    return int(text[at:end], 8), end


def _hexadecimal(text, at, width):
    end = at
    while end < min(at + width, len(text)) and text[end] in _HEX:
        end += 1
    if end - at < width:
        raise _Fault(end, f"truncated \\{text[at - 1]}{'X' * width} escape")
    code = int(text[at:end], 16)
    if code > 0x10FFFF:
        raise _Fault(end, "illegal Unicode character")
    return chr(code), end


def _named(text, at):
    end = text.find("}", at)
    if text[at:at + 1] != "{" or end < 0:
        raise _Fault(len(text) if text[at:at + 1] == "{" else at, "malformed \\N character escape")
    import unicodedata
    try:
        return unicodedata.lookup(text[at + 1:end]), end + 1
    except KeyError:
        raise _Fault(end + 1, "unknown Unicode character name" if end > at + 1 else "malformed \\N character escape") from None


def _warn(sequence, stacklevel=4):
    import warnings
    warnings.warn(f'"{sequence}" is an invalid {"octal " if len(sequence) > 2 else ""}escape sequence. '
                  "Such sequences will not work in the future. ", DeprecationWarning, stacklevel)


def _escaped(text, at):
    """The text for the escape whose letter is at `at`, and where it ends."""
    if at == len(text):
        raise _Fault(at, "\\ at end of string")
    kind = text[at]
    if kind in _SIMPLE:
        return _SIMPLE[kind], at + 1
    if kind in "01234567":
        code, end = _octal(text, at)
        if code > 0o377:
            _warn("\\" + text[at:end])
        return chr(code), end
    if kind in "xuU":
        return _hexadecimal(text, at + 1, {"x": 2, "u": 4, "U": 8}[kind])
    if kind == "N":
        return _named(text, at + 1)
    _warn("\\" + kind)
    return "\\" + kind, at + 1


def _raw_escaped(text, at):
    if at < len(text) and text[at] in "uU":
        return _hexadecimal(text, at + 1, 4 if text[at] == "u" else 8)
    end = min(at + 1, len(text))
    return "\\" + text[at:end], end


def _decode(codec, data, errors, final, escaped):
    data = data.encode() if isinstance(data, str) else bytes(data)
    text, out, at, length = data.decode("latin-1"), [], 0, len(data)
    while True:
        start = text.find("\\", at)
        if start < 0:
            out.append(text[at:])
            return "".join(out), length
        out.append(text[at:start])
        try:
            piece, at = escaped(text, start + 1)
        except _Fault as problem:
            end, reason = problem.args
            if end == len(text) and not final:
                return "".join(out), start
            fault = UnicodeDecodeError(codec, data, start, end, reason)
            piece, at = ask(errors, fault)
            data = fault.object
            text = data.decode("latin-1")
        out.append(piece)


@staticmethod
def unicode_escape_decode(data, errors="strict", final=True, /):
    return _decode("unicodeescape", data, errors, final, _escaped)


@staticmethod
def raw_unicode_escape_decode(data, errors="strict", final=True, /):
    return _decode("rawunicodeescape", data, errors, final, _raw_escaped)


@staticmethod
def unicode_escape_encode(text, errors="strict", /):
    # A repr without quotes that would be escaped in it.
    return ascii('"' + text)[2:-1].replace("\\'", "'").encode("ascii"), len(text)


@staticmethod
def raw_unicode_escape_encode(text, errors="strict", /):
    def shown(char):
        code = ord(char)
        return char if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    return "".join(map(shown, text)).encode("latin-1"), len(text)


@staticmethod
def escape_encode(data, errors=None, /):
    if not isinstance(data, bytes):
        raise TypeError(f"escape_encode() argument 1 must be bytes, not {type(data).__name__}")
    return repr(b'"' + data)[3:-1].encode("latin-1"), len(data)


@staticmethod
def escape_decode(data, errors="strict", /):
    data = data.encode() if isinstance(data, str) else bytes(data)
    text, out, at = data.decode("latin-1"), [], 0
    while True:
        start = text.find("\\", at)
        if start < 0:
            out.append(text[at:])
            return "".join(out).encode("latin-1"), len(data)
        out.append(text[at:start])
        at = start + 2
        kind = text[start + 1:at]
        if not kind:
            raise ValueError("Trailing \\ in string")
        if kind in _SIMPLE:
            out.append(_SIMPLE[kind])
        elif kind in "01234567":
            code, at = _octal(text, start + 1)
            if code > 0o377:
                _warn(text[start:at], 3)
            out.append(chr(code & 0xFF))
        elif kind == "x":
            try:
                piece, at = _hexadecimal(text, at, 2)
            except _Fault as problem:
                piece, at = _replaced(errors, start), problem.args[0]
            out.append(piece)
        else:
            _warn("\\" + kind, 3)
            out.append("\\" + kind)


def _replaced(errors, start):
    if errors in (None, "strict"):
        raise ValueError(f"invalid \\x escape at position {start}")
    if errors not in ("replace", "ignore"):
        raise ValueError(f"decoding error; unknown error handling code: {errors}")
    return "?" if errors == "replace" else ""
