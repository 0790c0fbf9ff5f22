"""Text and bytes in memory."""

import sys

__all__ = ["StringIO", "BytesIO", "TextIOBase", "RawIOBase", "BufferedIOBase", "IOBase", "UnsupportedOperation",
           "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE"]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 131072


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def close(self):
        self.closed = True

    def flush(self):
        self._check()

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def isatty(self):
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class TextIOBase(IOBase):
    encoding = errors = newlines = None


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class _Memory:
    """A file whose content is one value, and a place in it."""

    _empty = None

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def getvalue(self):
        self._check()
        self._join()
        return self._value

    def _join(self):
        """Adds what was written at the end since the last look."""
        if self._parts:
            self._value += self._empty.join(self._parts)
            self._parts = []

    def tell(self):
        self._check()
        return self._place

    def seek(self, offset, whence=0):
        self._check()
        self._join()
        if whence == 0:
            if offset < 0:
                raise ValueError(f"Negative seek position {offset}")
            self._place = offset
        elif whence == 1:
            self._place = max(0, self._place + offset)
        else:
            self._place = max(0, len(self._value) + offset)
        return self._place

    def read(self, size=-1, /):
        self._check()
        self._join()
        end = len(self._value) if size is None or size < 0 else self._place + size
        data = self._value[self._place:end]
        self._place += len(data)
        return data

    def readline(self, size=-1, /):
        self._check()
        self._join()
        end = self._value.find(self._newline, self._place)
        end = len(self._value) if end < 0 else end + 1
        if size is not None and size >= 0:
            end = min(end, self._place + size)
        data = self._value[self._place:end]
        self._place += len(data)
        return data

    def write(self, data, /):
        self._check()
        data = self._converted(data)
        length = len(data)
        if self._parts or self._place == len(self._value):
            self._parts.append(data)
            self._place += length
            return length
        if self._place > len(self._value):
            self._value += self._filler * (self._place - len(self._value))
        self._value = self._value[:self._place] + data + self._value[self._place + length:]
        self._place += length
        return length

    def truncate(self, size=None, /):
        self._check()
        self._join()
        if size is None:
            size = self._place
        self._value = self._value[:size]
        return size


class StringIO(_Memory, TextIOBase):
    _empty, _newline, _filler = "", "\n", "\0"

    def __init__(self, initial_value="", newline="\n"):
        self._value = initial_value or ""
        self._parts = []
        self._place = 0

    def _converted(self, data):
        if not isinstance(data, str):
            raise TypeError(f"string argument expected, got {type(data).__name__!r}")
        return data


class BytesIO(_Memory, BufferedIOBase):
    _empty, _newline, _filler = b"", b"\n", b"\0"

    def __init__(self, initial_bytes=b""):
        self._value = bytes(initial_bytes or b"")
        self._parts = []
        self._place = 0

    def _converted(self, data):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return bytes(data)

    def getbuffer(self):
        return memoryview(self.getvalue())

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)


TextIOWrapper = type(sys.stdout)


def open(file, mode="r", *args, **kwargs):
    raise FileNotFoundError(2, "No such file or directory", file)
