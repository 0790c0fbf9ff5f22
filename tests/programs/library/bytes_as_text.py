# binascii, base64 and zlib.
import base64
import binascii
import gzip
import zlib

data = bytes(range(0, 256, 5)) + b"text"
for function in (base64.b64encode, base64.urlsafe_b64encode, base64.b32encode, base64.b16encode, base64.a85encode, base64.b85encode):
    print(function.__name__, function(data))
print(base64.b64decode(base64.b64encode(data)) == data, base64.b32decode(base64.b32encode(data)) == data,
      base64.b85decode(base64.b85encode(data)) == data, base64.a85decode(base64.a85encode(data)) == data)
print(base64.b64decode("aGVsbG8="), base64.encodebytes(b"x" * 60), base64.b64decode(b"aGV sbG8=\n"))
for text in ("aGVsbG8", "a", "aGVs*bG8="):
    for validate in (False, True):
        try:
            print(text, validate, base64.b64decode(text, validate=validate))
        except binascii.Error as error:
            print(text, validate, error)
print(binascii.hexlify(b"\x00\xff\x10"), binascii.hexlify(b"abcdef", "-", 2), binascii.unhexlify("00fF10"), binascii.b2a_uu(b"some text"), binascii.a2b_uu(binascii.b2a_uu(b"some text")))
print(binascii.b2a_qp(b"caf\xc3\xa9 = 5\tend \n"), binascii.a2b_qp(b"caf=C3=A9 =3D 5=\n more"))
print(binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")), binascii.crc_hqx(b"hello", 0))
for text in ("abc", "zz"):
    try:
        binascii.unhexlify(text)
    except binascii.Error as error:
        print(error)

long = b"spam and eggs, " * 500
for level in (0, 1, 6, 9, -1):
    packed = zlib.compress(long, level)
    print(level, zlib.decompress(packed) == long, len(packed) < len(long), packed[0] == 0x78)
print(zlib.crc32(long), zlib.adler32(long), zlib.adler32(b"b", zlib.adler32(b"a")))
maker = zlib.compressobj()
packed = b"".join(maker.compress(long[start:start + 100]) for start in range(0, len(long), 100)) + maker.flush()
opener = zlib.decompressobj()
out = b""
for start in range(0, len(packed), 10):
    out += opener.decompress(packed[start:start + 10])
print(out + opener.flush() == long, opener.eof, opener.unused_data)
opener = zlib.decompressobj()
print(len(opener.decompress(packed + b"rest", 100)), opener.eof, len(opener.decompress(opener.unconsumed_tail)) + 100, opener.eof, opener.unused_data)
raw = zlib.compressobj(wbits=-15)
packed = raw.compress(b"raw") + raw.flush()
print(zlib.decompress(packed, -15), zlib.decompress(gzip.compress(b"member"), 31))
print(gzip.decompress(gzip.compress(long)) == long)
with gzip.open("bytes_as_text.gz", "wt") as file:
    file.write("line one\nline two\n")
with gzip.open("bytes_as_text.gz", "rt") as file:
    print(list(file))
for attempt in (lambda: zlib.decompress(b"no zlib data"), lambda: zlib.decompress(zlib.compress(b"cut off")[:-4]), lambda: zlib.compress(b"", 10)):
    try:
        attempt()
    except zlib.error as error:
        print(str(error)[:34])
