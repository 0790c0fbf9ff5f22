# Binary files: reading, writing, both at once, positions, and unbuffered access.
import io
import os

with open("data.bin", "wb") as file:
    print(type(file).__name__, file.write(bytes(range(10))), file.tell(), file.mode, file.name)
with open("data.bin", "rb") as file:
    print(type(file).__name__, file.read(3), file.tell(), file.peek()[:2], file.read1(2), file.seek(-2, 2), file.read(), file.read())
    buffer = bytearray(4)
    print(file.seek(4), file.readinto(buffer), buffer, file.seek(-1, 1), file.read(1))
with open("data.bin", "r+b") as file:
    print(type(file).__name__, file.read(2), file.write(b"XY"), file.tell(), file.read(2), file.seek(0), file.read())
    file.seek(8)
    file.write(b"longer than before")
    print(file.seek(0), file.read(), file.truncate(5), file.seek(0, 2))
with open("data.bin", "ab") as file:
    print(file.tell(), file.write(b"end"), file.tell())
with open("data.bin", "rb", buffering=0) as file:
    print(type(file).__name__, file.read(4), file.readall(), file.mode, file.closefd)
with open("lines.bin", "wb") as file:
    file.writelines([b"a\n", b"bb\n", b"ccc"])
with open("lines.bin", "rb") as file:
    print(list(file), file.seek(0), file.readline(), file.readline(1), file.readlines())
with open("data.bin", "wb") as file:
    file.seek(5)
    file.write(b"!")
print(open("data.bin", "rb").read())
for arguments in ((b"x", "wb"), ("data.bin", "wb")):
    with open(*arguments) as file:
        try:
            file.write("text")
        except TypeError as error:
            print(error)
print(os.path.exists("x"), os.path.exists(b"x"))
with open("w+.bin", "w+b") as file:
    file.write(b"0123456789")
    file.seek(2)
    print(file.read(3), file.tell(), file.write(b"AB"), file.seek(0), file.read())

raw = io.BytesIO(b"line one\nline two\n")
with io.TextIOWrapper(raw, encoding="utf-8") as text:
    print(text.readline(), list(text), text.seekable())
print(raw.closed)
out = io.BytesIO()
text = io.TextIOWrapper(out, encoding="utf-8", newline="\r\n", write_through=True)
text.write("a\nb\n")
print(out.getvalue(), text.detach() is out)
reader = io.BufferedReader(io.BytesIO(b"abcdef"), buffer_size=2)
print(reader.read(1), reader.peek()[:1], reader.read(3), reader.read(10), reader.read(1))
sink = io.BytesIO()
writer = io.BufferedWriter(sink, buffer_size=4)
writer.write(b"ab")
print(sink.getvalue())
writer.write(b"cdef")
writer.flush()
print(sink.getvalue())
for value, kind in ((raw, io.BufferedIOBase), (text, io.TextIOBase), (reader, io.BufferedIOBase), (reader, io.RawIOBase), (io.StringIO(), io.IOBase)):
    print(isinstance(value, kind), end=" ")
print()
