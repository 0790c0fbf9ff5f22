"""The standard streams are text wrappers around buffers of bytes."""

import contextlib
import io
import sys

for stream in (sys.stdin, sys.stdout, sys.stderr):
    print(isinstance(stream, io.TextIOWrapper), isinstance(stream, io.TextIOBase), stream.name, stream.mode,
          stream.encoding.lower(), stream.fileno(), stream.readable(), stream.writable(), stream.closed)
sys.stdout.reconfigure(encoding="utf-8")
sys.stdout.write("written\n")
sys.stdout.writelines(["one\n", "two\n"])
sys.stdout.flush()
sys.stdout.buffer.write("bytes: é\n".encode())
sys.stdout.buffer.flush()
print("text again")
sys.stdout.flush()
print(type(sys.stdout.buffer).__name__, type(sys.stdout.buffer.raw).__name__, sys.stdout.buffer.name)
other = io.TextIOWrapper(sys.stdout.buffer, encoding="ascii", errors="backslashreplace", newline="\n", write_through=True)
sys.stdout.flush()
print("an é in ASCII", file=other)
other.flush()
other.detach()
sys.stdout.reconfigure(encoding="ascii", errors="replace")
print("an é replaced")
sys.stdout.reconfigure(encoding="utf-8", errors="strict")
with contextlib.redirect_stdout(io.StringIO()) as caught:
    print("caught")
    sys.stdout.write("too")
print(repr(caught.getvalue()))
try:
    sys.stdin.write("x")
except io.UnsupportedOperation as error:
    print("stdin:", error)
try:
    sys.stdout.read()
except io.UnsupportedOperation as error:
    print("stdout:", error)

sys.stdin = io.StringIO("first\nsecond\nthird\nlast")
print(repr(input("? ")), repr(sys.stdin.readline()), list(sys.stdin))
try:
    input()
except EOFError as error:
    print("EOFError:", error)
sys.stdin = sys.__stdin__
