"""Codecs written in Python, and error handlers that a program registers."""

import codecs

print("€uro – naïve".encode("cp1252"), b"\x80\x93".decode("cp1252"), "é".encode("cp437"), "Ж".encode("koi8_r"), "ş".encode("iso8859_9"))
print(codecs.encode("Hello, World", "rot13"), codecs.decode("Uryyb", "rot_13"))
print(codecs.encode(b"abc\xff", "hex"), codecs.decode(b"616263ff", "hex"))
print(codecs.encode(b"some bytes", "base64"), codecs.decode(b"c29tZSBieXRlcw==\n", "base64"))
print("tab\tnew\nline é € 😀 '\"".encode("unicode_escape"), b"\\x41\\u20ac\\n\\U0001f600\\101".decode("unicode_escape"))
print("é€\\u".encode("raw_unicode_escape"), b"\\u20ac\\n\xe9".decode("raw_unicode_escape"))
print("é".encode("utf-8-sig"), b"\xef\xbb\xbfok".decode("utf-8-sig"), "a".encode("utf-16"), b"\xff\xfea\0".decode("utf-16"))


def shout(error):
    if isinstance(error, UnicodeEncodeError):
        return f"<{len(error.object[error.start:error.end])}>", error.end
    return "[" + error.object[error.start:error.end].hex() + "]", error.end


codecs.register_error("shout", shout)
print("aéßz".encode("ascii", "shout"), b"ab\xff\xfec".decode("utf-8", "shout"), "x€y".encode("cp1252", "shout"))
print("Ж!".encode("cp1252", "replace"), "Ж!".encode("cp1252", "xmlcharrefreplace"), b"\x81".decode("cp1252", "replace") == "\ufffd")

codecs.register(lambda name: codecs.CodecInfo(
    lambda text, errors="strict": (text[::-1].encode(), len(text)),
    lambda data, errors="strict": (bytes(data).decode()[::-1], len(data)), name="backwards") if name == "backwards" else None)
print("abc".encode("backwards"), b"cba".decode("backwards"), str(b"cba", "backwards"), bytes("abc", "backwards"))

decoder = codecs.getincrementaldecoder("utf-8")()
print([decoder.decode(piece) for piece in (b"a\xc3", b"\xa9\xe2", b"\x82", b"\xac")], codecs.lookup("UTF8").name)
for attempt in (lambda: "x".encode("nonsense"), lambda: "x".encode("rot13"), lambda: "é".encode("ascii", "nonsense"),
                lambda: "Ж".encode("cp1252"), lambda: b"\x81".decode("cp1252"), lambda: b"\\x4".decode("unicode_escape")):
    try:
        print(attempt())
    except (LookupError, UnicodeError) as error:
        print(type(error).__name__, error)
