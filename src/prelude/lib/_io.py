"""Files, buffers and text: what CPython has in C as `_io`. Its frames do not show in tracebacks."""

import posix
from builtins import BlockingIOError, open
import _iocore
from _prelude import _derive_streams, _name_fully

DEFAULT_BUFFER_SIZE = 131072
_CHUNK = 8192
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class UnsupportedOperation(OSError, ValueError):
    __module__ = "io"


# Text files with text that is not in the file system yet: it gets there at the end of the process,
# and before another file is opened, as an unreferenced file's would when CPython frees it.
_unflushed = {}


def _flush_all():
    for stream in list(_unflushed.values()):
        try:
            stream.flush()
        except (OSError, ValueError):
            pass
    _unflushed.clear()


def text_encoding(encoding, stacklevel=2, /):
    return "locale" if encoding is None else encoding


def _size(value):
    """A size as an int; -1 for all there is."""
    if value is None:
        return -1
    if isinstance(value, int):
        return int(value)
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"argument should be integer or None, not '{type(value).__name__}'") from None


def _place(buffer, data, function="readinto"):
    """Copies what was read to the start of a buffer; returns how much it was."""
    try:
        view = memoryview(buffer)
    except TypeError:
        view = None
    if view is None or view.readonly:
        raise TypeError(f"{function}() argument must be read-write bytes-like object, not {type(buffer).__name__}")
    if view.format != "B" or view.ndim != 1:
        view = view.cast("B")
    view[:len(data)] = data
    return len(data)


def _room(buffer):
    return memoryview(buffer).nbytes


class _IOBase:
    _closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, offset, whence=0, /):
        self._unsupported("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None, /):
        self._unsupported("truncate")

    def flush(self):
        self._checkClosed()

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    @property
    def closed(self):
        return self._closed

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def _checkClosed(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def _checkReadable(self):
        if not self.readable():
            raise UnsupportedOperation("File or stream is not readable.")

    def _checkWritable(self):
        if not self.writable():
            raise UnsupportedOperation("File or stream is not writable.")

    def _checkSeekable(self):
        if not self.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")

    def fileno(self):
        self._unsupported("fileno")

    def isatty(self):
        self._checkClosed()
        return False

    def readline(self, size=-1, /):
        size = _size(size)
        line = bytearray()
        while size < 0 or len(line) < size:
            byte = self.read(1)
            if not byte:
                break
            line += byte
            if line.endswith(b"\n"):
                break
        return bytes(line)

    def readlines(self, hint=-1, /):
        if hint is None or hint <= 0:
            return list(self)
        lines, total = [], 0
        for line in self:
            lines.append(line)
            total += len(line)
            if total >= hint:
                break
        return lines

    def writelines(self, lines, /):
        self._checkClosed()
        for line in lines:
            self.write(line)

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *args):
        self.close()


class _RawIOBase(_IOBase):
    def read(self, size=-1, /):
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        return None if count is None else bytes(buffer[:count])

    def readall(self):
        parts = []
        while part := self.read(DEFAULT_BUFFER_SIZE):
            parts.append(part)
        if parts:
            return b"".join(parts)
        return part

    def readinto(self, buffer, /):
        self._unsupported("readinto")

    def write(self, data, /):
        self._unsupported("write")


class _BufferedIOBase(_IOBase):
    def read(self, size=-1, /):
        self._unsupported("read")

    def read1(self, size=-1, /):
        self._unsupported("read1")

    def readinto(self, buffer, /):
        return _place(buffer, self.read(_room(buffer)))

    def readinto1(self, buffer, /):
        return _place(buffer, self.read1(_room(buffer)), "readinto1")

    def write(self, data, /):
        self._unsupported("write")

    def detach(self):
        self._unsupported("detach")


class _TextIOBase(_IOBase):
    encoding = errors = newlines = None

    def read(self, size=-1, /):
        self._unsupported("read")

    def readline(self, size=-1, /):
        self._unsupported("readline")

    def write(self, text, /):
        self._unsupported("write")

    def detach(self):
        self._unsupported("detach")


class StringIO(_iocore.StringIO, _TextIOBase):
    def __getstate__(self):
        return self.getvalue(), self.newlines, self.tell(), None

    def __setstate__(self, state):
        self.__init__(state[0], "\n")
        self.seek(state[2])


class BytesIO(_iocore.BytesIO, _BufferedIOBase):
    def __getstate__(self):
        return self.getvalue(), self.tell(), None

    def __setstate__(self, state):
        self.__init__(state[0])
        self.seek(state[1])


_FLAGS = {"r": 0, "w": posix.O_CREAT | posix.O_TRUNC, "a": posix.O_CREAT | posix.O_APPEND,
          "x": posix.O_CREAT | posix.O_EXCL}


def _refuse_pickling(self):
    raise TypeError(f"cannot pickle '{type(self).__qualname__}' instances")


class FileIO(_RawIOBase):
    _blksize = DEFAULT_BUFFER_SIZE
    __getstate__ = _refuse_pickling

    def __init__(self, file, mode="r", closefd=True, opener=None):
        kinds = [letter for letter in mode if letter in _FLAGS]
        if len(kinds) != 1 or mode.count("+") > 1:
            raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
        self._kind, self._updating = kinds[0], "+" in mode
        self._readable = self._updating or self._kind == "r"
        self._writable = self._updating or self._kind != "r"
        self._closefd, self.name = closefd, file
        if isinstance(file, int) and not isinstance(file, bool):
            if file < 0:
                raise ValueError("negative file descriptor")
            posix.fstat(file)
            self._fd = file
            return
        if not closefd:
            raise ValueError("Cannot use closefd=False with file name")
        path = posix.fspath(file)
        if ("\0" if isinstance(path, str) else b"\0") in path:
            raise ValueError("embedded null byte")
        _flush_all()
        access = posix.O_RDWR if self._updating else posix.O_WRONLY if self._writable else posix.O_RDONLY
        flags = _FLAGS[self._kind] | access | posix.O_CLOEXEC
        if opener is None:
            self._fd = self._open(path, flags, file)
        else:
            self._fd = opener(file, flags)
            if self._fd < 0:
                raise ValueError(f"opener returned {self._fd}")
        if self._kind == "a":
            posix.lseek(self._fd, 0, 2)

    def _open(self, path, flags, file):
        try:
            fd = posix.open(path, flags | posix.O_NOFOLLOW, 0o666)
        except OSError as error:
            error.filename = file
            raise
        # Directories can be opened, but not as files.
        if not self._writable and posix.fstat(fd).st_mode & 0o170000 == 0o040000:
            posix.close(fd)
            raise IsADirectoryError(21, "Is a directory", file)
        return fd

    def fileno(self):
        self._checkClosed()
        return self._fd

    def readable(self):
        self._checkClosed()
        return self._readable

    def writable(self):
        self._checkClosed()
        return self._writable

    def seekable(self):
        self._checkClosed()
        try:
            posix.lseek(self._fd, 0, 1)
        except OSError:
            return False
        return True

    def _must(self, can, what):
        self._checkClosed()
        if not can:
            raise UnsupportedOperation(f"File not open for {what}")

    def read(self, size=-1, /):
        self._must(self._readable, "reading")
        if size is None or size < 0:
            return self.readall()
        return posix.read(self._fd, size)

    def readinto(self, buffer, /):
        return _place(buffer, self.read(_room(buffer)))

    def write(self, data, /):
        self._must(self._writable, "writing")
        return posix.write(self._fd, data)

    def seek(self, position, whence=0, /):
        self._checkClosed()
        return posix.lseek(self._fd, position, whence)

    def truncate(self, size=None, /):
        self._must(self._writable, "writing")
        if size is None:
            size = self.tell()
        posix.ftruncate(self._fd, size)
        return size

    def isatty(self):
        self._checkClosed()
        return posix.isatty(self._fd)

    def close(self):
        if not self._closed:
            self._closed = True
            if self._closefd:
                posix.close(self._fd)

    @property
    def closefd(self):
        return self._closefd

    @property
    def mode(self):
        if self._kind == "r":
            return "rb+" if self._updating else "rb"
        if self._kind == "w" and self._updating:
            return "rb+"
        return self._kind + ("b+" if self._updating else "b")

    def __repr__(self):
        if self._closed:
            return "<_io.FileIO [closed]>"
        return f"<_io.FileIO name={self.name!r} mode={self.mode!r} closefd={self._closefd}>"


class _NotThere:
    """Stands for a stream that is not there: whatever is asked of it says why."""

    def __init__(self, why):
        self._why = why

    def __getattr__(self, name):
        raise ValueError(self._why)


def _check_whence(whence):
    if whence not in (0, 1, 2):
        raise ValueError(f"whence value {whence} unsupported")


def _position(found):
    """What the raw stream says of where it is."""
    if found < 0:
        raise OSError(f"Raw stream returned invalid position {found}")
    return found


class _Buffered(_BufferedIOBase):
    """What all buffers over a raw stream share."""

    _raw = _NotThere("I/O operation on uninitialized object")
    # So that what waits to be written can be asked for before `__init__`.
    _waiting = ()

    def __init__(self, raw):
        self._raw = raw

    @property
    def raw(self):
        return None if type(self._raw) is _NotThere else self._raw

    @property
    def closed(self):
        return self._raw.closed

    @property
    def name(self):
        return self._raw.name

    @property
    def mode(self):
        return self._raw.mode

    def _checkClosed(self):
        if self._raw.closed:
            raise ValueError("I/O operation on closed file.")

    def close(self):
        if not self._raw.closed:
            try:
                self.flush()
            finally:
                self._raw.close()

    def detach(self):
        self.flush()
        raw, self._raw = self._raw, _NotThere("raw stream has been detached")
        return raw

    def fileno(self):
        return self._raw.fileno()

    def isatty(self):
        return self._raw.isatty()

    def seekable(self):
        return self._raw.seekable()

    def readable(self):
        return self._raw.readable()

    def writable(self):
        return self._raw.writable()

    __getstate__ = _refuse_pickling

    def __repr__(self):
        cls = type(self)
        name = None if type(self._raw) is _NotThere else getattr(self._raw, "name", None)
        return f"<{cls.__module__}.{cls.__qualname__}>" if name is None else \
            f"<{cls.__module__}.{cls.__qualname__} name={name!r}>"


class _Reading:
    """A buffer of bytes that were read ahead."""

    def _start_reading(self, size):
        self._read_size, self._ahead, self._at = size, b"", 0

    def _more(self):
        """Reads ahead once; whether anything came."""
        data = self._raw.read(self._read_size)
        if not data:
            return False
        self._ahead = self._ahead[self._at:] + data
        self._at = 0
        return True

    def read(self, size=-1, /):
        size = _size(size)
        if size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._before_reading()
        if size == -1:
            held, self._ahead, self._at = self._ahead[self._at:], b"", 0
            rest = self._read_rest()
            return held + (rest or b"") if held else rest
        end = self._at + size
        if end > len(self._ahead):
            held = self._ahead[self._at:]
            while len(held) < size:
                data = self._raw.read(max(self._read_size, size - len(held)))
                if not data:
                    if data is None and not held:
                        return None
                    break
                held += data
            self._ahead, self._at, end = held, 0, size
        data = self._ahead[self._at:end]
        self._at += len(data)
        return data

    def _read_rest(self):
        """All that the raw stream has yet; None if it has nothing for now."""
        read_all = getattr(self._raw, "readall", None)
        if read_all is not None:
            rest = read_all()
            if rest is not None and not isinstance(rest, bytes):
                raise TypeError("readall() should return bytes")
            return rest
        rest = b""
        while True:
            data = self._raw.read()
            if data is not None and not isinstance(data, bytes):
                raise TypeError("read() should return bytes")
            if not data:
                return rest or data
            rest += data

    def read1(self, size=-1, /):
        size = _size(size)
        self._before_reading()
        if size < 0:
            size = self._read_size
        if self._at >= len(self._ahead) and size:
            self._more()
        data = self._ahead[self._at:self._at + size]
        self._at += len(data)
        return data

    def peek(self, size=0, /):
        self._before_reading()
        if self._at >= len(self._ahead):
            self._more()
        return self._ahead[self._at:]

    def readline(self, size=-1, /):
        size = _size(size)
        self._before_reading()
        start = 0
        while True:
            end = self._ahead.find(b"\n", self._at + start) + 1
            held = len(self._ahead) - self._at
            if end or 0 <= size <= held:
                break
            start = held
            if not self._more():
                break
        end = end or len(self._ahead)
        if size >= 0:
            end = min(end, self._at + size)
        line = self._ahead[self._at:end]
        self._at = end
        return line

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def _drop_ahead(self):
        """Forgets what was read ahead, and puts the raw stream where the reader is."""
        ahead = len(self._ahead) - self._at
        self._ahead, self._at = b"", 0
        if ahead:
            self._raw.seek(-ahead, 1)


def _bytes_of(data):
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


class _Writing:
    """Bytes that wait to be written."""

    def _start_writing(self, size):
        self._write_size, self._waiting, self._count = size, [], 0

    def write(self, data, /):
        if type(data) is not bytes:
            data = _bytes_of(data)
        self._before_writing()
        self._waiting.append(data)
        self._count += len(data)
        if self._count > self._write_size:
            self._write_out()
        elif not _unflushed or id(self) not in _unflushed:
            _unflushed[id(self)] = self
        return len(data)

    def _write_out(self):
        data = b"".join(self._waiting)
        self._waiting, self._count = [], 0
        _unflushed.pop(id(self), None)
        while data:
            count = self._raw.write(data)
            if count is None:
                raise BlockingIOError(11, "write could not complete without blocking", 0)
            data = data[count:]

    def flush(self):
        self._checkClosed()
        if self._waiting:
            self._write_out()


class BufferedReader(_Reading, _Buffered):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._raw = _NotThere("I/O operation on uninitialized object")
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        if not raw.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        _Buffered.__init__(self, raw)
        self._start_reading(buffer_size)

    def _before_reading(self):
        if self._raw.closed:
            raise ValueError("read of closed file")

    def writable(self):
        return False

    def flush(self):
        self._checkClosed()

    def seek(self, position, whence=0, /):
        _check_whence(whence)
        self._checkClosed()
        if whence == 1:
            position -= len(self._ahead) - self._at
        elif whence == 0:
            # Within what was read ahead, only the place changes.
            offset = position - self.tell() + self._at
            if 0 <= offset <= len(self._ahead):
                self._at = offset
                return position
        self._ahead, self._at = b"", 0
        return _position(self._raw.seek(position, whence))

    def tell(self):
        self._checkClosed()
        return _position(self._raw.tell()) - len(self._ahead) + self._at

    def truncate(self, size=None, /):
        self._unsupported("truncate")


class BufferedWriter(_Writing, _Buffered):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._raw = _NotThere("I/O operation on uninitialized object")
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        if not raw.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        _Buffered.__init__(self, raw)
        self._start_writing(buffer_size)

    def _before_writing(self):
        if self._raw.closed:
            raise ValueError("write to closed file")

    def readable(self):
        return False

    def seek(self, position, whence=0, /):
        _check_whence(whence)
        self.flush()
        return _position(self._raw.seek(position, whence))

    def tell(self):
        self._checkClosed()
        return _position(self._raw.tell()) + self._count

    def truncate(self, size=None, /):
        self.flush()
        return self._raw.truncate(size)


class BufferedRandom(_Reading, _Writing, _Buffered):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._raw = _NotThere("I/O operation on uninitialized object")
        if not raw.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        if not raw.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        if not raw.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        _Buffered.__init__(self, raw)
        self._start_reading(buffer_size)
        self._start_writing(buffer_size)

    def _before_reading(self):
        self._checkClosed()
        if self._waiting:
            self._write_out()

    def _before_writing(self):
        self._checkClosed()
        self._drop_ahead()

    def seek(self, position, whence=0, /):
        _check_whence(whence)
        self.flush()
        self._drop_ahead()
        return _position(self._raw.seek(position, whence))

    def tell(self):
        self._checkClosed()
        return _position(self._raw.tell()) - len(self._ahead) + self._at + self._count

    def truncate(self, size=None, /):
        self.flush()
        self._drop_ahead()
        return self._raw.truncate(size)


class BufferedRWPair(_BufferedIOBase):
    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        if not reader.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        if not writer.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self._reader, self._writer = BufferedReader(reader, buffer_size), BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self._reader.read(size)

    def read1(self, size=-1, /):
        return self._reader.read1(size)

    def peek(self, size=0, /):
        return self._reader.peek(size)

    def readinto(self, buffer, /):
        return self._reader.readinto(buffer)

    def write(self, data, /):
        return self._writer.write(data)

    def flush(self):
        return self._writer.flush()

    def readable(self):
        return self._reader.readable()

    def writable(self):
        return self._writer.writable()

    def close(self):
        try:
            self._writer.close()
        finally:
            self._reader.close()

    def isatty(self):
        return self._reader.isatty() or self._writer.isatty()

    @property
    def closed(self):
        return self._writer.closed


class IncrementalNewlineDecoder:
    def __init__(self, decoder, translate, errors="strict"):
        self._decoder, self._translate = decoder, translate
        self._held, self._seen = "", set()

    def decode(self, input, final=False):
        text = input if self._decoder is None else self._decoder.decode(input, final)
        text, self._held = self._held + text, ""
        if text.endswith("\r") and not final:
            text, self._held = text[:-1], "\r"
        pairs = text.count("\r\n")
        for kind, count in (("\r\n", pairs), ("\n", text.count("\n") - pairs), ("\r", text.count("\r") - pairs)):
            if count:
                self._seen.add(kind)
        return text.replace("\r\n", "\n").replace("\r", "\n") if self._translate else text

    def getstate(self):
        buffer, flag = (b"", 0) if self._decoder is None else self._decoder.getstate()
        return buffer, flag << 1 | bool(self._held)

    def setstate(self, state):
        buffer, flag = state
        self._held = "\r" if flag & 1 else ""
        if self._decoder is not None:
            self._decoder.setstate((buffer, flag >> 1))

    def reset(self):
        self._held, self._seen = "", set()
        if self._decoder is not None:
            self._decoder.reset()

    @property
    def newlines(self):
        seen = tuple(kind for kind in ("\r", "\n", "\r\n") if kind in self._seen)
        return None if not seen else seen[0] if len(seen) == 1 else seen


class TextIOWrapper(_TextIOBase):
    _CHUNK_SIZE = _CHUNK
    _buffer = _NotThere("I/O operation on uninitialized object")

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if encoding is not None and not isinstance(encoding, str):
            raise TypeError(f"TextIOWrapper() argument 'encoding' must be str or None, not {type(encoding).__name__}")
        self.encoding = "UTF-8" if encoding is None else "utf-8" if encoding == "locale" else encoding
        self.errors = "strict" if errors is None else errors
        self.line_buffering, self.write_through = bool(line_buffering), bool(write_through)
        self._buffer, self._newline = buffer, newline
        self._reader = _iocore.TextReader(self.encoding, self.errors, newline)
        self._writer = _iocore.TextWriter(self.encoding, self.errors, newline)
        self._waiting, self._at_end = 0, False
        self._can_read = self._can_write = None
        self._seekable = buffer.seekable()
        if self._seekable and buffer.writable() and buffer.tell():
            self._writer.begin(False)

    @property
    def buffer(self):
        if type(self._buffer) is _NotThere:
            self._buffer.closed
        return self._buffer

    @property
    def name(self):
        return self._buffer.name

    @property
    def closed(self):
        return self._buffer.closed

    @property
    def newlines(self):
        return self._reader.newlines

    def _checkClosed(self):
        if self._buffer.closed:
            raise ValueError("I/O operation on closed file.")

    def readable(self):
        return self._buffer.readable()

    def writable(self):
        return self._buffer.writable()

    def seekable(self):
        self._checkClosed()
        return self._buffer.seekable()

    def fileno(self):
        return self._buffer.fileno()

    def isatty(self):
        return self._buffer.isatty()

    def write(self, text, /):
        if self._can_write is not True or self._buffer.closed:
            self._check_write(text)
        waiting = self._writer.write(text)
        if not self._waiting:
            _unflushed[id(self)] = self
        self._waiting = waiting
        if waiting > _CHUNK:
            self._write_out()
        elif self.line_buffering and ("\n" in text or "\r" in text):
            self.flush()
        elif self.write_through:
            self._write_out()
        return len(text)

    def _check_write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._checkClosed()
        if self._can_write is None:
            self._can_write = self._buffer.writable()
        if not self._can_write:
            raise UnsupportedOperation("not writable")

    def _write_out(self):
        self._waiting = 0
        _unflushed.pop(id(self), None)
        data = self._writer.take()
        if data:
            self._buffer.write(data)

    def flush(self):
        self._checkClosed()
        self._write_out()
        self._buffer.flush()

    def close(self):
        if not self._buffer.closed:
            try:
                self.flush()
            finally:
                self._buffer.close()

    def detach(self):
        self.flush()
        buffer, self._buffer = self._buffer, _NotThere("underlying buffer has been detached")
        return buffer

    def _more(self):
        """Reads on; whether anything came."""
        if self._waiting:
            self._write_out()
        data = self._buffer.read1(_CHUNK) if hasattr(self._buffer, "read1") else self._buffer.read(_CHUNK)
        self._reader.feed(data, not data)
        self._at_end = not data
        return bool(data)

    def _check_read(self):
        self._checkClosed()
        if self._can_read is None:
            self._can_read = self._buffer.readable()
        if not self._can_read:
            raise UnsupportedOperation("not readable")

    def read(self, size=-1, /):
        self._check_read()
        size = _size(size)
        if size < 0:
            if self._waiting:
                self._write_out()
            self._reader.feed(self._buffer.read(), True)
            self._at_end = True
            return self._reader.rest()
        text = self._reader.read(size)
        while len(text) < size and self._more():
            text += self._reader.read(size - len(text))
        if self._at_end:
            text += self._reader.read(size - len(text))
        return text

    def readline(self, size=-1, /):
        line = self._reader.line(size)
        if line is not None and line and not self._buffer.closed:
            return line
        self._check_read()
        while line is None:
            self._more()
            line = self._reader.line(size)
        return line or self._after_end(size)

    def _after_end(self, size):
        """At the end of the file, more may have come since."""
        if size == 0:
            return ""
        while self._more():
            line = self._reader.line(size)
            if line:
                return line
        return self._reader.line(size)

    def __next__(self):
        line = self._reader.next_line()
        if line and not self._buffer.closed:
            return line
        line = self.readline()
        if not line:
            self._reader.end_iteration()
            raise StopIteration
        return line

    def tell(self):
        self._checkClosed()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if self._reader.iterating:
            raise OSError("telling position disabled by next() call")
        if self._waiting:
            self._write_out()
        return self._buffer.tell() - self._reader.pending()

    def seek(self, cookie, whence=0, /):
        self._checkClosed()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie, whence = self.tell(), 0
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if cookie < 0:
            raise ValueError(f"negative seek position {cookie!r}")
        self.flush()
        position = self._buffer.seek(cookie, whence)
        self._reader.clear()
        self._at_end = False
        self._writer.begin(position == 0)
        return position

    def truncate(self, size=None, /):
        self.flush()
        if size is None:
            size = self.tell()
        return self._buffer.truncate(size)

    def reconfigure(self, *, encoding=None, errors=None, newline=Ellipsis, line_buffering=None, write_through=None):
        self.flush()
        if encoding is not None or errors is not None or newline is not Ellipsis:
            self.encoding = self.encoding if encoding is None else encoding
            self.errors = errors or ("strict" if encoding is not None else self.errors)
            self._newline = self._newline if newline is Ellipsis else newline
            self._reader = _iocore.TextReader(self.encoding, self.errors, self._newline)
            self._writer = _iocore.TextWriter(self.encoding, self.errors, self._newline)
        if line_buffering is not None:
            self.line_buffering = bool(line_buffering)
        if write_through is not None:
            self.write_through = bool(write_through)

    __getstate__ = _refuse_pickling

    def __repr__(self):
        parts = ["_io.TextIOWrapper"]
        for attribute in ("name", "mode"):
            try:
                parts.append(f"{attribute}={getattr(self, attribute)!r}")
            except AttributeError:
                pass
        return f"<{' '.join(parts)} encoding={self.encoding!r}>"


def _open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if not isinstance(file, int):
        file = posix.fspath(file)
    for argument, name in ((mode, "mode"), (encoding, "encoding"), (errors, "errors"), (newline, "newline")):
        if not isinstance(argument, str) and (argument is not None or name == "mode"):
            wanted = "str" if name == "mode" else "str or None"
            raise TypeError(f"open() argument '{name}' must be {wanted}, not {type(argument).__name__}")
    letters = set(mode)
    if letters - set("axrwb+t") or len(mode) > len(letters):
        raise ValueError(f"invalid mode: {mode!r}")
    binary, updating = "b" in letters, "+" in letters
    if binary and "t" in letters:
        raise ValueError("can't have text and binary mode at once")
    if len(letters & set("axrw")) != 1:
        if letters & set("axrw"):
            raise ValueError("must have exactly one of create/read/write/append mode")
        raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
    for argument, name in ((encoding, "an encoding"), (errors, "an errors"), (newline, "a newline")):
        if binary and argument is not None:
            raise ValueError(f"binary mode doesn't take {name} argument")
    raw = FileIO(file, "".join(letter for letter in mode if letter in "axrw+"), closefd, opener)
    try:
        return _wrap(raw, mode, letters, binary, updating, buffering, encoding, errors, newline)
    except BaseException:
        raw.close()
        raise


def _wrap(raw, mode, letters, binary, updating, buffering, encoding, errors, newline):
    line_buffering = buffering == 1 and not binary or buffering < 0 and raw.isatty()
    if buffering == 0:
        if binary:
            return raw
        raise ValueError("can't have unbuffered text I/O")
    size = DEFAULT_BUFFER_SIZE if buffering < 0 or buffering == 1 else buffering
    if updating:
        buffer = BufferedRandom(raw, size)
    elif raw._writable:
        buffer = BufferedWriter(raw, size)
    else:
        buffer = BufferedReader(raw, size)
    if binary:
        return buffer
    text = TextIOWrapper(buffer, encoding, errors, newline, line_buffering)
    text.mode = mode
    return text


def open_code(path):
    return open(path, "rb")


for _class in (_IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase):
    _class.__module__ = "_io"


def _standard_stream(stream):
    """What a standard stream is once more is asked of it than to write and read text."""
    number, name = stream.fileno(), stream.name
    raw = FileIO(number, "r" if number == 0 else "w", closefd=False)
    raw.name = name
    buffer = (BufferedReader if number == 0 else BufferedWriter)(raw)
    text = TextIOWrapper(buffer, stream.encoding, stream.errors, None if number == 0 else "\n", stream.line_buffering)
    text.mode = stream.mode
    return text


_derive_streams(TextIOWrapper)
_name_fully(StringIO, BytesIO, FileIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair, TextIOWrapper,
            IncrementalNewlineDecoder)
