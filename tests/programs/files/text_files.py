# Text files: modes, newlines, encodings, positions, and what goes wrong.
import io
import os

with open("notes.txt", "w") as file:
    print(file.write("first\nsecond ä€𝄞\n"), file.tell(), file.writable(), file.readable())
    print("printed", 3, sep="-", file=file)
    file.writelines(["a\n", "b"])
print(file.closed, file.name, file.mode, file.encoding)
with open("notes.txt") as file:
    print(file.read())
with open("notes.txt") as file:
    print([line for line in file])
with open("notes.txt") as file:
    print(repr(file.readline()), repr(file.read(4)), repr(file.readline(3)), file.readlines())
    print(repr(file.readline()), repr(file.read()))
with open("notes.txt", "a") as file:
    file.write("\nappended")
with open("notes.txt", "r+") as file:
    print(file.readline().strip())
    at = file.tell()
    print(at, file.readline().strip(), file.seek(at), file.readline().strip())
    file.seek(0)
    file.write("FIRST")
    file.seek(0)
    print(file.read().splitlines())
    print(file.seek(0, 2), file.truncate(8), file.tell())
print(open("notes.txt").read().encode())

with open("newlines.txt", "wb") as file:
    file.write(b"one\r\ntwo\rthree\nfour")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("newlines.txt", newline=newline) as file:
        print(repr(newline), list(file), file.newlines)
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("newlines.txt", "w", newline=newline) as file:
        file.write("x\ny\n")
    print(repr(newline), open("newlines.txt", "rb").read())

for encoding in ("utf-8", "utf-8-sig", "latin-1", "utf-16", "utf-16-le", "utf-32"):
    with open("encoded.txt", "w", encoding=encoding) as file:
        file.write("ä\nö")
        file.write("ü\n")
    with open("encoded.txt", encoding=encoding) as file:
        print(encoding, open("encoded.txt", "rb").read(), file.readlines())
with open("encoded.txt", "wb") as file:
    file.write(b"caf\xe9 ok\n")
try:
    open("encoded.txt", encoding="utf-8").read()
except UnicodeDecodeError as error:
    print(error)
print(repr(open("encoded.txt", encoding="utf-8", errors="replace").read()))
print(repr(open("encoded.txt", encoding="ascii", errors="ignore").read()))
try:
    open("encoded.txt", "w", encoding="ascii").write("é")
except UnicodeEncodeError as error:
    print(error)

for arguments in (("missing.txt",), ("no/such/folder.txt", "w"), (".",), (".", "w"), ("notes.txt", "x"), ("notes.txt/x",)):
    try:
        open(*arguments)
    except OSError as error:
        print(type(error).__name__, error.errno, error.strerror, error.filename, "|", error)
for arguments in (("f", "q"), ("f", "rw"), ("f", "bt"), ("f", ""), ("f", "rb", -1, "utf-8"), ("f", "w", 0), ("f", "r", -1, None, None, "x")):
    try:
        open(*arguments)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
for arguments in ((None,), (1.5,), ("f", 5)):
    try:
        open(*arguments)
    except TypeError as error:
        print(type(error).__name__, error)

file = open("notes.txt", "w")
for action in (file.read, lambda: file.write(b"bytes"), lambda: file.write(5)):
    try:
        action()
    except (io.UnsupportedOperation, TypeError) as error:
        print(type(error).__name__, error)
file.close()
for action in (file.write, file.__next__, file.__enter__, file.flush, file.readable):
    try:
        action("x") if action == file.write else action()
    except ValueError as error:
        print(error)
file.close()
try:
    open("notes.txt").write("x")
except io.UnsupportedOperation as error:
    print(error, isinstance(error, OSError), isinstance(error, ValueError))
with open("big.txt", "w") as file:
    for number in range(5000):
        file.write(f"{number},{number * number}\n")
with open("big.txt") as file:
    print(sum(int(line.split(",")[1]) for line in file), os.path.getsize("big.txt"))
