# What modules of the library say when they are used in the wrong way.
import argparse
import datetime
import math
import pickle
import sys
import zlib
from datetime import date, time, timedelta, timezone


class Index:
    """Stands for an integer."""

    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


with open("lines.txt", "w") as file:
    file.write("a\nb\nc\n")


def attempt(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "!", type(error).__name__, error, *getattr(error, "__notes__", []))


for text in """
date(2020)
date(2020, 1)
date(2020, 13, 1)
datetime.datetime(2020)
datetime.datetime(2020, 1)
datetime.datetime(2020, 1, 1, tzinfo=3)
time(tzinfo=1)
timezone(1)
timezone(timedelta(1), 3)
timedelta(days=1) + 1
divmod(timedelta(1), 0)
date.today().strftime(3)
datetime.datetime.combine(1, 2)
datetime.datetime.combine(date(2020, 1, 1), 2)
datetime.datetime.fromtimestamp("x")
datetime.datetime(2020, 1, 1).astimezone(3)
datetime.tzinfo().utcoffset(None)
zlib.compress(b"x", Index(5)) == zlib.compress(b"x", 5)
zlib.crc32(b"x", Index(3)) == zlib.crc32(b"x", 3)
zlib.decompress(zlib.compress(b"x" * 9), Index(15), Index(5))
zlib.decompressobj().decompress(zlib.compress(b"x" * 100), Index(5))
zlib.compress(b"x", 1.5)
zlib.compress(b"x", 10)
zlib.compressobj(level=99)
zlib.decompress(zlib.compress(b"x"), wbits=99)
pickle.dumps(open("lines.txt"))
pickle.dumps(open("lines.txt", "rb"))
pickle.dumps(open("lines.txt", "rb", 0))
pickle.dumps(sys.stdin)
pickle.dumps(memoryview(b""))
pickle.dumps(attempt.__code__)
dict([1])
{}.update([(1, 2), 3])
math.trunc("a")
math.ldexp(1, "a")
type[int]
""".strip().split("\n"):
    attempt(text)

# A text file tells no position while a loop goes over its lines.
file = open("lines.txt")
for line in file:
    attempt("file.tell()")
    break
file.seek(0)
attempt("file.tell()")
next(file), file.readline()
attempt("file.tell()")
for line in file:
    pass
attempt("file.tell()")

# argparse lists the choices as they are.
parser = argparse.ArgumentParser(exit_on_error=False)
parser.add_argument("--mode", choices=["fast", "slow"])
parser.add_argument("--count", type=int, choices=range(3))
for arguments in (["--mode", "x"], ["--count", "7"], ["--count", "x"]):
    try:
        parser.parse_args(arguments)
    except argparse.ArgumentError as error:
        print(error)
