# StringIO and BytesIO.
import io

text = io.StringIO("one\ntwo\nthree")
print(text.read(2), text.tell(), repr(text.readline()), text.readlines(), repr(text.read()), text.getvalue())
print(text.seek(0), [line for line in text], text.seek(1), text.read(3))
text.seek(0, 2)
print(text.write("\nfour"), text.getvalue().count("\n"))
text.seek(4)
print(text.write("TWO!"), text.getvalue(), text.tell())
print(text.truncate(6), repr(text.getvalue()), text.tell(), repr(text.read()))
text.seek(10)
text.write("ü€")
print(repr(text.getvalue()), text.tell())
print(text.seek(9), text.read(2), text.readable(), text.writable(), text.seekable(), text.isatty(), text.encoding, text.newlines)
with io.StringIO() as out:
    print("hello", 1, 2.5, sep=", ", end="!\n", file=out)
    out.writelines(["x", "y"])
    result = out.getvalue()
print(repr(result), out.closed)
for action in (out.read, out.getvalue, lambda: out.write("x"), lambda: next(out), lambda: list(out), out.tell):
    try:
        action()
    except ValueError as error:
        print(error)
for arguments in ((5,), (b"x",), ("x", "q"), ("x", 5)):
    try:
        io.StringIO(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for action in (lambda: io.StringIO().write(b"x"), lambda: io.StringIO().write(None), lambda: io.StringIO("abc").seek(-1),
               lambda: io.StringIO().seek(1, 1), lambda: io.StringIO().seek(0, 5), lambda: io.StringIO().fileno(),
               lambda: io.StringIO().truncate(-1), lambda: io.StringIO().read("x")):
    try:
        action()
    except (TypeError, ValueError, OSError) as error:
        print(type(error).__name__, error)
for newline in (None, "", "\n", "\r", "\r\n"):
    stream = io.StringIO("a\r\nb\nc\rd", newline)
    stream.seek(0, 2)
    stream.write("\ne")
    stream.seek(0)
    print(repr(newline), list(stream), repr(stream.getvalue()), stream.newlines)

data = io.BytesIO(b"one\ntwo\nthree")
print(data.read(2), data.tell(), data.readline(), data.readlines(), data.read(), data.getvalue())
print(data.seek(-5, 2), data.read(), data.seek(0), next(data), data.seek(1, 1), data.read1(2))
data.seek(15)
print(data.write(b"end"), data.getvalue(), data.truncate(3), data.getvalue(), data.tell())
buffer = bytearray(2)
print(data.seek(1), data.readinto(buffer), buffer, data.write(bytearray(b"zz")), data.getvalue())
for action in (lambda: io.BytesIO("x"), lambda: io.BytesIO().write("x"), lambda: io.BytesIO().seek(-1), lambda: io.BytesIO().write(5)):
    try:
        action()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
data.close()
try:
    data.read()
except ValueError as error:
    print(error)


class Upper(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


loud = Upper()
print("quiet", file=loud)
print(repr(loud.getvalue()), isinstance(loud, io.StringIO), isinstance(loud, io.TextIOBase))
log = io.StringIO()
for number in range(20000):
    log.write(str(number))
    log.write("\n")
log.seek(0)
print(sum(map(int, log)), len(log.getvalue()))
