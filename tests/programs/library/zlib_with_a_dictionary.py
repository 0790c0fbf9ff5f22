# A dictionary (zdict) is what both sides know beforehand: data may refer to it.
import zlib

known = b"".join(b"field%d=" % number for number in range(200))
message = b"field7=1;field42=2;field199=3"

for wbits in 15, -15:
    plain = zlib.compressobj(wbits=wbits)
    packer = zlib.compressobj(wbits=wbits, zdict=known)
    packed = packer.compress(message) + packer.flush()
    print(wbits, len(packed) < len(plain.compress(message) + plain.flush()))
    print(zlib.decompressobj(wbits=wbits, zdict=known).decompress(packed))

packer = zlib.compressobj(zdict=known)
packed = packer.compress(message) + packer.flush()
print(packed[:2].hex(), int.from_bytes(packed[2:6], "big") == zlib.adler32(known))

# Byte by byte.
unpacker = zlib.decompressobj(zdict=known)
print(b"".join(unpacker.decompress(packed[at:at + 1]) for at in range(len(packed))), unpacker.eof)

# A dictionary that is not needed is not used.
print(zlib.decompressobj(zdict=known).decompress(zlib.compress(b"plain")))

for unpack in (
    lambda: zlib.decompress(packed),
    lambda: zlib.decompressobj().decompress(packed),
    lambda: zlib.decompressobj(zdict=b"another").decompress(packed),
    lambda: zlib.decompressobj().decompress(b"not packed"),
):
    try:
        print(unpack())
    except zlib.error as error:
        print(error)

# Longer than what data can refer to.
long = bytes(range(256)) * 300
packer = zlib.compressobj(9, zdict=long)
packed = packer.compress(long) + packer.flush()
print(len(packed) < 1000, zlib.decompressobj(zdict=long).decompress(packed) == long)
