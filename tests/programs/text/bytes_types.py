# bytes and bytearray.
b = b"Hello, World"
print(b, b[0], b[-1], b[1:4], b[::-1], len(b), list(b[:3]), b"lo" in b, 72 in b, b + b"!", b * 2, b == b"Hello, World", b < b"I")
print(b.lower(), b.upper(), b.title(), b.swapcase(), b.capitalize(), b.find(b"o"), b.rfind(b"o"), b.index(b"W"), b.count(b"l"), b.find(111), b.startswith(b"He"), b.endswith((b"x", b"ld")))
print(b.replace(b"l", b"L"), b.split(b", "), b"a b  c".split(), b.partition(b", "), b.rpartition(b"o"), b"a\nb\r\nc".splitlines(), b" x ".strip(), b"xxaxx".strip(b"x"), b"abc".removeprefix(b"a"))
print(b"ab".center(6, b"*"), b"ab".ljust(4), b"ab".rjust(4), b"-5".zfill(4), b"a\tb".expandtabs(4), b",".join([b"a", b"b"]), b"abc".isalpha(), b"12".isdigit(), b" ".isspace(), b"AB".isupper())
print(bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(range(5)), bytes(b"x"), bytes(), bytes.fromhex("de ad BE ef"), b"\xde\xad".hex(), b"\xde\xad\xbe\xef".hex(":"), b"\xde\xad\xbe\xef".hex("-", 2))
print(b"caf\xc3\xa9".decode(), b"\xe9".decode("latin-1"), b"\xff\xfea\x00".decode("utf-16"), b"a\xff".decode("utf-8", "replace"), b"a\xff".decode("utf-8", "ignore"), b"a\xff".decode("ascii", "backslashreplace"))
print(repr(b"it's"), repr(b'"\x00\t\xff\\'), str(b"abc"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"hello".translate(None, b"l"), hash(b"a") == hash(b"a"), {b"k": 1}[b"k"])
print(b"%d %s %b %x %c %5.1f %a" % (5, b"s", b"b", 255, 65, 2.25, "é"), b"%(k)s" % {b"k": b"v"})
a = bytearray(b"abc")
a.append(100)
a += b"ef"
a.extend([103, 104])
a[0] = 65
print(a, len(a), a[0], a[1:3], a.pop(), a.pop(0), a)
a.insert(1, 90)
a.remove(99)
a[1:2] = b"12345"
print(a, a.find(b"3"), a.upper(), bytes(a), a == bytes(a), a.copy() is a, bytearray(2), bytearray("x", "ascii"))
del a[0]
del a[::2]
a.reverse()
print(a, a * 2, a + b"z", b"z" + a, type(b"z" + a), a.decode(), a.hex(), 49 in a, list(a))
a *= 2
print(a)
a.clear()
print(a, bool(a), bool(b""), bool(b"x"), isinstance(a, bytearray))


class Data:
    def __bytes__(self):
        return b"data"


class Packet(bytes):
    pass


p = Packet(b"xy")
print(bytes(Data()), b"%b" % Data(), p, p + b"z", type(p + b"z"), len(p), p[0], p == b"xy", Packet.fromhex("00ff"))


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ":", error)


for bad in (
    lambda: b"a"[5], lambda: b"a" + "b", lambda: "a" + b"b", lambda: b"a".index(b"b"), lambda: bytes([256]), lambda: bytes(-1), lambda: bytes("a"), lambda: bytes(["a"]), lambda: bytes(1.5), lambda: b"\xff".decode(),
    lambda: b"a\xc3".decode(), lambda: b"\x80".decode("ascii"), lambda: bytes.fromhex("zz"), lambda: bytes.fromhex("123"), lambda: b"a".split(b""), lambda: bytearray(b"a").remove(98), lambda: bytearray().pop(), lambda: bytearray(b"a").append(256),
    lambda: hash(bytearray()), lambda: b"a".join(["b"]), lambda: b"a"["x"], lambda: "x" in b"a", lambda: b"%d" % "x", lambda: b"%s" % "x", lambda: b"a" < "a", lambda: b"a".decode("klingon"), lambda: bytearray(b"a")["x"], lambda: b"a".startswith("a"),
):
    attempt(bad)
try:
    b"a\xffb".decode()
except UnicodeDecodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason, error.args)
try:
    "aéb".encode("ascii")
except UnicodeEncodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason)
