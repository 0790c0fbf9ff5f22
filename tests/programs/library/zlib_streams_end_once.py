# A stream that has ended takes no more, and who reads may let the header say what it is.
import zlib

packer = zlib.compressobj()
packed = packer.compress(b"text") + packer.flush()
zipped = zlib.compress(b"text", wbits=31)
for call in (
    lambda: packer.flush(),
    lambda: packer.compress(b"more"),
    lambda: zlib.compressobj(1, zlib.DEFLATED, 0),
    lambda: zlib.compressobj(1, zlib.DEFLATED, 47),
    lambda: zlib.decompressobj().flush(0),
    lambda: zlib.decompress(zipped, 15),
    lambda: zlib.decompress(b"neither", 47),
):
    try:
        print(call())
    except (zlib.error, ValueError) as error:
        print(type(error).__name__, error)
for stream in packed, zipped:
    unpacker = zlib.decompressobj(wbits=47)
    parts = [unpacker.decompress(stream[at:at + 1]) for at in range(len(stream))]
    print(zlib.decompress(stream, 47), zlib.decompress(stream, 32), b"".join(parts), unpacker.eof)
