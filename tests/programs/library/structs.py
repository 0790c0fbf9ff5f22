# struct: formats, byte orders, alignment, buffers, and errors.
import struct

for format, values in (("<bBhHiIqQ", (-1, 255, -2, 65535, -3, 4294967295, -4, 18446744073709551615)), (">hi", (1, 2)), ("!d", (2.5,)),
                       ("<efd", (1.5, -0.1, 1e100)), ("=?c5s3p", (True, b"x", b"hello", b"ab")), ("@ci", (b"a", 7)), ("3x2h", (1, 2)), ("<2s0i", (b"long",))):
    packed = struct.pack(format, *values)
    print(format, packed.hex(), struct.calcsize(format), struct.unpack(format, packed))
print([struct.calcsize(format) for format in ("ci", "ic", "@bq", "=bq", "<l", "l", "P", "n", "10s", "0s", "")])
point = struct.Struct("<2f")
print(point.size, point.format, point.pack(1, 2), point.unpack(point.pack(3, 4)), list(point.iter_unpack(point.pack(1, 2) * 2)))
buffer = bytearray(8)
struct.pack_into(">I", buffer, 2, 0xDEADBEEF)
print(buffer, struct.unpack_from(">H", buffer, 4), struct.unpack_from(">H", buffer, offset=-2))
print(struct.pack("<e", 65504.0).hex(), struct.unpack("<e", b"\x00\x7c"), struct.pack("e", 2.0**-25 * 1.5).hex())
attempts = [lambda: struct.pack("b", 200), lambda: struct.pack("<H", -1), lambda: struct.pack("i", "x"), lambda: struct.pack("2i", 1),
            lambda: struct.unpack("i", b"abc"), lambda: struct.calcsize("z"), lambda: struct.calcsize("3"), lambda: struct.pack("s", 5),
            lambda: struct.pack("c", b"ab"), lambda: struct.unpack_from("i", b"abcd", 2), lambda: struct.pack_into("i", bytearray(2), 0, 1),
            lambda: struct.pack("f", "x"), lambda: list(struct.iter_unpack("2s", b"abc"))]
for attempt in attempts:
    try:
        print(attempt())
    except struct.error as error:
        print(error)
for attempt in (lambda: struct.pack("f", 1e100), lambda: struct.pack("e", 1e6)):
    try:
        attempt()
    except OverflowError as error:
        print(error)
