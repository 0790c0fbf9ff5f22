"""What Unicode says of characters: what CPython has in C as `unicodedata`."""

import _unicodenames as _names
import _unicodetables as _tables
from bisect import bisect_right as _bisect

unidata_version = _tables.VERSION
_FORMS = ("NFC", "NFD", "NFKC", "NFKD")
_missing = object()


class _Runs:
    """A property by runs of code points, read when it is first asked for."""

    def __init__(self, text):
        self._text, self._starts = text, None

    def __getitem__(self, char):
        if self._starts is None:
            self._starts, self._values, at = [], [], 0
            for run in self._text.split(" "):
                length, _, value = run.partition(":")
                self._starts.append(at)
                self._values.append(value)
                at += int(length, 36) if length else 1
        return self._values[_bisect(self._starts, ord(char)) - 1]


_categories, _classes = _Runs(_tables.CATEGORIES), _Runs(_tables.COMBINING)
_directions, _widths, _mirrored = _Runs(_tables.BIDIRECTIONAL), _Runs(_tables.WIDTHS), _Runs(_tables.MIRRORED)
_known = {}


def _character(function, char):
    argument = "argument 1" if function in ("name", "decimal", "digit", "numeric") else "argument"
    if not isinstance(char, str):
        raise TypeError(f"{function}() {argument} must be a unicode character, not {type(char).__name__}")
    if len(char) != 1:
        raise TypeError(f"{function}(): {argument} must be a unicode character, not a string of length {len(char)}")


def category(chr, /):
    _character("category", chr)
    return _categories[chr]


def bidirectional(chr, /):
    _character("bidirectional", chr)
    return _directions[chr]


def east_asian_width(chr, /):
    _character("east_asian_width", chr)
    return _widths[chr]


def combining(chr, /):
    _character("combining", chr)
    return int(_classes[chr] or 0)


def mirrored(chr, /):
    _character("mirrored", chr)
    return int(_mirrored[chr] or 0)


def name(chr, default=_missing, /):
    _character("name", chr)
    found = _names.name(chr)
    if found is not None:
        return found
    if default is _missing:
        raise ValueError("no such name")
    return default


def lookup(name, /):
    if not isinstance(name, str):
        raise TypeError(f"lookup() argument must be str, not {type(name).__name__}")
    found = _names.lookup(name)
    if found is None:
        raise KeyError(f"undefined character name '{name}'")
    return found


def _numbers():
    if "numbers" not in _known:
        numbers, at = {}, 0
        for entry in _tables.NUMBERS.split(" "):
            head = entry.rstrip("0123456789/-")
            at += int(head[:-1], 36)
            numbers[at] = head[-1], entry[len(head):]
        _known["numbers"] = numbers
    return _known["numbers"]


def _number(function, chr, default, kinds, error):
    _character(function, chr)
    kind, value = _numbers().get(ord(chr), ("", ""))
    if kind and kind in kinds:
        top, _, bottom = value.partition("/")
        return int(top) / int(bottom or 1) if function == "numeric" else int(value)
    if default is _missing:
        raise ValueError(error)
    return default


def decimal(chr, default=_missing, /):
    return _number("decimal", chr, default, "d", "not a decimal")


def digit(chr, default=_missing, /):
    return _number("digit", chr, default, "dg", "not a digit")


def numeric(chr, default=_missing, /):
    return _number("numeric", chr, default, "dgn", "not a numeric character")


def _decompositions():
    """What each code point is made of: a tag for compatibility, and code points."""
    if "parts" not in _known:
        parts, at = {}, 0
        for entry in _tables.DECOMPOSITIONS.split(";"):
            place, _, made = entry.partition("=")
            distance, _, tag = place.partition("<")
            at += int(distance, 36)
            parts[at] = tag, [int(part, 36) for part in made.split(" ")]
        _known["parts"] = parts
    return _known["parts"]


def decomposition(chr, /):
    _character("decomposition", chr)
    tag, parts = _decompositions().get(ord(chr), ("", ()))
    return " ".join(([f"<{tag}>"] if tag else []) + [f"{part:04X}" for part in parts])


# Hangul syllables are made of a leading consonant, a vowel and perhaps a trailing consonant.
_S, _L, _V, _T = 0xAC00, 0x1100, 0x1161, 0x11A7
_LEADS, _VOWELS, _TRAILS = 19, 21, 28
_SYLLABLES = _LEADS * _VOWELS * _TRAILS


def _taken_apart(code, compatible, parts):
    if 0 <= code - _S < _SYLLABLES:
        lead, rest = divmod(code - _S, _VOWELS * _TRAILS)
        vowel, trail = divmod(rest, _TRAILS)
        return [_L + lead, _V + vowel] + ([_T + trail] if trail else [])
    tag, made = parts.get(code, ("", None))
    if made is None or tag and not compatible:
        return [code]
    return [piece for part in made for piece in _taken_apart(part, compatible, parts)]


def _ordered(codes):
    """Combining characters in the order of their classes."""
    out, marks = [], []
    for code in codes:
        order = combining(chr(code))
        if order:
            marks.append((order, code))
            continue
        marks.sort(key=lambda mark: mark[0])
        out += [mark for _, mark in marks]
        marks = []
        out.append(code)
    marks.sort(key=lambda mark: mark[0])
    return out + [mark for _, mark in marks]


def _pairs():
    """What two code points make together."""
    if "pairs" not in _known:
        excluded = {int(code, 36) for code in _tables.EXCLUDED.split(" ")}
        _known["pairs"] = {tuple(parts): code for code, (tag, parts) in _decompositions().items()
                           if not tag and len(parts) == 2 and code not in excluded}
    return _known["pairs"]


def _joined(first, second, pairs):
    if 0 <= first - _L < _LEADS and 0 <= second - _V < _VOWELS:
        return _S + ((first - _L) * _VOWELS + second - _V) * _TRAILS
    if 0 <= first - _S < _SYLLABLES and (first - _S) % _TRAILS == 0 and 0 < second - _T < _TRAILS:
        return first + second - _T
    return pairs.get((first, second))


def _put_together(codes):
    pairs, out, starter, last = _pairs(), [], -1, 0
    for code in codes:
        order = combining(chr(code))
        if starter >= 0 and (last < order or last == 0 and starter == len(out) - 1):
            made = _joined(out[starter], code, pairs)
            if made is not None:
                out[starter] = made
                continue
        if order == 0:
            starter = len(out)
        last = order
        out.append(code)
    return out


def normalize(form, unistr, /):
    if not isinstance(unistr, str):
        raise TypeError(f"normalize() argument 2 must be str, not {type(unistr).__name__}")
    if form not in _FORMS:
        raise ValueError("invalid normalization form")
    if unistr.isascii():
        return unistr
    parts, compatible = _decompositions(), "K" in form
    codes = _ordered([piece for char in unistr for piece in _taken_apart(ord(char), compatible, parts)])
    return "".join(map(chr, _put_together(codes) if form.endswith("C") else codes))


def is_normalized(form, unistr, /):
    return normalize(form, unistr) == unistr
