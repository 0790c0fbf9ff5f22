"""Streams of bytes over a raw one that has nothing for now, and what is refused to be written."""

import io
import os


class Raw(io.RawIOBase):
    def __init__(self, parts):
        self.parts = list(parts)

    def readable(self):
        return True

    def readinto(self, b):
        part = self.parts.pop(0) if self.parts else b""
        if part is None:
            return None
        b[:len(part)] = part
        return len(part)


reader = io.BufferedReader(Raw([b"abc", b"d", None, b"efg", None, None, None]))
print(reader.read(6), reader.read(1), reader.read(), reader.read(), reader.read())
reader = io.BufferedReader(Raw([b"abc", b"d", b"efg"]))
print(reader.read(2), reader.read())
with open("f", "wb") as f:
    for wrong in 5, "text", [1, 2]:
        try:
            f.write(wrong)
        except TypeError as error:
            print(error)
    print(f.write(bytearray(b"xy")), f.write(memoryview(b"z12")))
print(open("f", "rb").read())
fd, b = os.open("f", os.O_RDONLY), bytearray(3)
print(os.readinto(fd, b), b)
try:
    io.BufferedRandom(io.BytesIO(), 0)
except ValueError as error:
    print(error)
