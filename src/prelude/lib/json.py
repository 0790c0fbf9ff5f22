"""JSON."""

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_UNESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WHITESPACE = " \t\n\r"


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _quoted(text, ascii_only):
    out = []
    for char in text:
        if char in _ESCAPES:
            out.append(_ESCAPES[char])
        elif char < " " or (ascii_only and char > "~"):
            code = ord(char)
            if code > 0xFFFF:
                code -= 0x10000
                out.append(f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}")
            else:
                out.append(f"\\u{code:04x}")
        else:
            out.append(char)
    return '"' + "".join(out) + '"'


class JSONEncoder:
    """Writes values as JSON."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys = allow_nan, sort_keys
        self.indent = " " * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        parts = []
        self._write(o, parts.append, "\n", set())
        return "".join(parts)

    def iterencode(self, o, _one_shot=False):
        yield self.encode(o)

    def _number(self, o):
        if isinstance(o, int):
            return int.__repr__(o)
        if o != o or o in (float("inf"), float("-inf")):
            if not self.allow_nan:
                raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
            return "NaN" if o != o else "Infinity" if o > 0 else "-Infinity"
        return float.__repr__(o)

    def _write(self, o, write, newline, open_):
        if isinstance(o, str):
            write(_quoted(o, self.ensure_ascii))
        elif o is None:
            write("null")
        elif o is True:
            write("true")
        elif o is False:
            write("false")
        elif isinstance(o, (int, float)):
            write(self._number(o))
        elif isinstance(o, (list, tuple, dict)):
            if id(o) in open_:
                raise ValueError("Circular reference detected")
            open_.add(id(o))
            (self._write_dict if isinstance(o, dict) else self._write_list)(o, write, newline, open_)
            open_.discard(id(o))
        else:
            if id(o) in open_:
                raise ValueError("Circular reference detected")
            open_.add(id(o))
            self._write(self.default(o), write, newline, open_)
            open_.discard(id(o))

    def _write_list(self, items, write, newline, open_):
        if not items:
            return write("[]")
        inner = newline if self.indent is None else newline + self.indent
        write("[")
        for index, item in enumerate(items):
            if index:
                write(self.item_separator)
            if self.indent is not None:
                write(inner)
            self._write(item, write, inner, open_)
        if self.indent is not None:
            write(newline)
        write("]")

    def _write_dict(self, mapping, write, newline, open_):
        if not mapping:
            return write("{}")
        inner = newline if self.indent is None else newline + self.indent
        items = sorted(mapping.items()) if self.sort_keys else mapping.items()
        write("{")
        first = True
        for key, value in items:
            key = self._key(key)
            if key is None:
                continue
            if not first:
                write(self.item_separator)
            first = False
            if self.indent is not None:
                write(inner)
            write(_quoted(key, self.ensure_ascii))
            write(self.key_separator)
            self._write(value, write, inner, open_)
        if self.indent is not None and not first:
            write(newline)
        write("}")

    def _key(self, key):
        if isinstance(key, str):
            return key
        if key is None:
            return "null"
        if key is True or key is False:
            return "true" if key else "false"
        if isinstance(key, (int, float)):
            return self._number(key)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
                                allow_nan=allow_nan, indent=indent, separators=separators, default=default,
                                sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


class JSONDecoder:
    """Reads JSON."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook = object_hook, object_pairs_hook
        self.parse_float, self.parse_int = parse_float or float, parse_int or int
        self.parse_constant = parse_constant or float
        self.strict = strict

    def decode(self, s):
        value, at = self._value(s, self._skip(s, 0))
        at = self._skip(s, at)
        if at != len(s):
            raise JSONDecodeError("Extra data", s, at)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _skip(self, s, at):
        while at < len(s) and s[at] in _WHITESPACE:
            at += 1
        return at

    def _value(self, s, at):
        char = s[at:at + 1]
        if char == '"':
            return self._string(s, at + 1)
        if char == "{":
            return self._object(s, at + 1)
        if char == "[":
            return self._array(s, at + 1)
        for text, value in (("null", None), ("true", True), ("false", False)):
            if s.startswith(text, at):
                return value, at + len(text)
        for text in ("NaN", "Infinity", "-Infinity"):
            if s.startswith(text, at):
                return self.parse_constant(text), at + len(text)
        return self._number(s, at)

    def _digits(self, s, at):
        while at < len(s) and "0" <= s[at] <= "9":
            at += 1
        return at

    def _number(self, s, start):
        at = start + (s[start:start + 1] == "-")
        end = at + 1 if s[at:at + 1] == "0" else self._digits(s, at)
        if end == at:
            raise JSONDecodeError("Expecting value", s, start)
        whole = True
        if s[end:end + 1] == "." and self._digits(s, end + 1) > end + 1:
            end, whole = self._digits(s, end + 1), False
        if s[end:end + 1] in ("e", "E") and end < len(s):
            exponent = end + 1 + (s[end + 1:end + 2] in ("+", "-") and end + 1 < len(s))
            if self._digits(s, exponent) > exponent:
                end, whole = self._digits(s, exponent), False
        return (self.parse_int if whole else self.parse_float)(s[start:end]), end

    def _string(self, s, at):
        begin = at - 1
        out = []
        while True:
            quote, slash = s.find('"', at), s.find("\\", at)
            if quote < 0:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            end = quote if slash < 0 or quote < slash else slash
            piece = s[at:end]
            if self.strict:
                for offset, char in enumerate(piece):
                    if char < " ":
                        raise JSONDecodeError("Invalid control character at", s, at + offset)
            out.append(piece)
            if end == quote:
                return "".join(out), quote + 1
            escape = s[slash + 1:slash + 2]
            if escape == "u":
                code, at = self._unicode(s, slash + 2), slash + 6
                if 0xD800 <= code < 0xDC00 and s.startswith("\\u", at):
                    low = self._unicode(s, at + 2)
                    if 0xDC00 <= low < 0xE000:
                        code, at = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), at + 6
                out.append(chr(code))
            elif escape in _UNESCAPES and escape:
                out.append(_UNESCAPES[escape])
                at = slash + 2
            else:
                raise JSONDecodeError("Invalid \\escape", s, slash)

    def _unicode(self, s, at):
        digits = s[at:at + 4]
        if len(digits) == 4 and all(char in "0123456789abcdefABCDEF" for char in digits):
            return int(digits, 16)
        raise JSONDecodeError("Invalid \\uXXXX escape", s, at)

    def _array(self, s, at):
        items = []
        at = self._skip(s, at)
        if s[at:at + 1] == "]":
            return items, at + 1
        while True:
            value, at = self._value(s, at)
            items.append(value)
            at = self._skip(s, at)
            char = s[at:at + 1]
            if char == "]":
                return items, at + 1
            if char != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma, at = at, self._skip(s, at + 1)
            if s[at:at + 1] == "]":
                raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)

    def _object(self, s, at):
        pairs = []
        at = self._skip(s, at)
        while s[at:at + 1] != "}" or pairs:
            if s[at:at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
            key, at = self._string(s, at + 1)
            at = self._skip(s, at)
            if s[at:at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, self._skip(s, at + 1))
            pairs.append((key, value))
            at = self._skip(s, at)
            char = s[at:at + 1]
            if char == "}":
                break
            if char != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma, at = at, self._skip(s, at + 1)
            if s[at:at + 1] == "}":
                raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), at + 1
        made = dict(pairs)
        return (made if self.object_hook is None else self.object_hook(made)), at + 1


def loads(s, *, cls=None, **kw):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode("utf-8")
    elif not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    return (cls or JSONDecoder)(**kw).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)
