"""The encodings that `str.encode` and `bytes.decode` know, with any error handler and in pieces."""

from _codecs.handlers import ask, is_built_in


# Static methods, as the classes of `encodings` have these functions as attributes and do not mean methods.
def _encoder(encoding):
    @staticmethod
    def encode(text, errors="strict", /, byteorder=0):
        if not isinstance(text, str):
            raise TypeError(f"{encoding.replace('-', '_')}_encode() argument 1 must be str, not {type(text).__name__}")
        errors = errors or "strict"
        if is_built_in(errors):
            return text.encode(_ordered(encoding, byteorder), errors), len(text)
        return _encode_asking(text, _ordered(encoding, byteorder), errors), len(text)
    return encode


def _ordered(encoding, byteorder):
    return encoding if byteorder == 0 else encoding + ("-le" if byteorder < 0 else "-be")


def _without_mark(encoding):
    return encoding + "-le" if encoding in ("utf-16", "utf-32") else encoding


def _encode_asking(text, encoding, errors):
    """Encodes piece by piece, and what an error handler gives between them."""
    out, at, now = [], 0, encoding
    while True:
        try:
            out.append(text[at:].encode(now))
            return b"".join(out)
        except UnicodeEncodeError as error:
            start, end = at + error.start, at + error.end
            fault = UnicodeEncodeError(error.encoding, text, start, end, error.reason)
        out.append(text[at:start].encode(now))
        now = _without_mark(encoding)
        replacement, at = ask(errors, fault)
        if isinstance(replacement, str):
            try:
                replacement = replacement.encode(now)
            except UnicodeEncodeError:
                raise fault from None
        out.append(replacement)


def _decode_asking(data, encoding, errors):
    out, at = [], 0
    while True:
        try:
            out.append(data[at:].decode(encoding))
            return "".join(out)
        except UnicodeDecodeError as error:
            start = at + error.start
            fault = UnicodeDecodeError(error.encoding, data, start, at + error.end, error.reason)
        out.append(data[at:start].decode(encoding))
        replacement, at = ask(errors, fault)
        data = fault.object
        out.append(replacement)


def _decoder(encoding, step):
    """A decoder that leaves a character that is cut at the end alone, unless it is told that the data is all."""
    @staticmethod
    def decode(data, errors="strict", final=False, /):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data, errors = bytes(data), errors or "strict"
        end = len(data)
        if not final:
            end -= step(data)
        if is_built_in(errors):
            return data[:end].decode(encoding, errors), end
        return _decode_asking(data[:end], encoding, errors), end
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


def _cut_utf_32(data):
    return len(data) % 4


def _cut_nothing(data):
    return 0


utf_8_encode, utf_8_decode = _encoder("utf-8"), _decoder("utf-8", _cut_utf_8)
latin_1_encode, latin_1_decode = _encoder("latin-1"), _decoder("latin-1", _cut_nothing)
ascii_encode, ascii_decode = _encoder("ascii"), _decoder("ascii", _cut_nothing)
utf_16_encode, utf_16_decode = _encoder("utf-16"), _decoder("utf-16", _cut_utf_16(1))
utf_16_le_encode, utf_16_le_decode = _encoder("utf-16-le"), _decoder("utf-16-le", _cut_utf_16(1))
utf_16_be_encode, utf_16_be_decode = _encoder("utf-16-be"), _decoder("utf-16-be", _cut_utf_16(0))
utf_32_encode, utf_32_decode = _encoder("utf-32"), _decoder("utf-32", _cut_utf_32)
utf_32_le_encode, utf_32_le_decode = _encoder("utf-32-le"), _decoder("utf-32-le", _cut_utf_32)
utf_32_be_encode, utf_32_be_decode = _encoder("utf-32-be"), _decoder("utf-32-be", _cut_utf_32)


@staticmethod
def readbuffer_encode(data, errors=None, /):
    return data.encode() if isinstance(data, str) else bytes(data), len(data)


@staticmethod
def utf_16_ex_decode(data, errors="strict", byteorder=0, final=False, /):
    return _ex_decode(2, utf_16_le_decode, utf_16_be_decode, data, errors, byteorder, final)


@staticmethod
def utf_32_ex_decode(data, errors="strict", byteorder=0, final=False, /):
    return _ex_decode(4, utf_32_le_decode, utf_32_be_decode, data, errors, byteorder, final)


def _ex_decode(width, little, big, data, errors, byteorder, final):
    """Decodes, and says which byte order the mark at the start has told: 0 while it is not there yet."""
    data, skip = bytes(data), 0
    if byteorder == 0:
        if len(data) < width and not final:
            return "", 0, 0
        mark = int.from_bytes(data[:width], "little")
        skip = width if mark in (0xFEFF, 0xFFFE if width == 2 else 0xFFFE0000) else 0
        byteorder = 0 if not skip else -1 if mark == 0xFEFF else 1
    text, count = (big if byteorder == 1 else little)(data[skip:], errors, final)
    return text, count + skip, byteorder
