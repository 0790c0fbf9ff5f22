"""Pipes, and waiting for any of several of them."""

import _multiprocessing
from time import monotonic as _monotonic
from . import reduction
from .context import AuthenticationError, BufferTooShort

__all__ = ["Client", "Listener", "Pipe", "wait"]


class Connection:
    """One end of a pipe."""

    def __init__(self, end, readable=True, writable=True):
        if isinstance(end, int) and end < 0:
            raise ValueError("invalid handle")
        self._end = end
        self._readable = readable
        self._writable = writable

    def _check_closed(self):
        if self._end is None:
            raise OSError("handle is closed")

    def _check_readable(self):
        if not self._readable:
            raise OSError("connection is write-only")

    def _check_writable(self):
        if not self._writable:
            raise OSError("connection is read-only")

    def _bad_message_length(self):
        if self._writable:
            self._readable = False
        else:
            self.close()
        raise OSError("bad message length")

    def __reduce__(self):
        self._check_closed()
        return Connection, (self._end, self._readable, self._writable)

    @property
    def closed(self):
        return self._end is None

    @property
    def readable(self):
        return self._readable

    @property
    def writable(self):
        return self._writable

    def fileno(self):
        self._check_closed()
        pid, count, side = self._end._id()
        return 3 + 2 * count + side

    def close(self):
        if self._end is not None:
            self._end.close()
            self._end = None

    def send(self, obj):
        self._check_closed()
        self._check_writable()
        self._send_bytes(*reduction.dumps(obj))

    def recv(self):
        self._check_closed()
        self._check_readable()
        return reduction.loads(*self._recv_bytes())

    def send_bytes(self, buf, offset=0, size=None):
        self._check_closed()
        self._check_writable()
        data = bytes(memoryview(buf))
        if offset < 0:
            raise ValueError("offset is negative")
        if len(data) < offset:
            raise ValueError("buffer length < offset")
        if size is None:
            size = len(data) - offset
        elif size < 0:
            raise ValueError("size is negative")
        elif offset + size > len(data):
            raise ValueError("buffer length < offset + size")
        self._send_bytes(data[offset:offset + size])

    def recv_bytes(self, maxlength=None):
        self._check_closed()
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError("negative maxlength")
        data, ends = self._recv_bytes()
        if maxlength is not None and len(data) > maxlength:
            self._bad_message_length()
        return data

    def recv_bytes_into(self, buf, offset=0):
        self._check_closed()
        self._check_readable()
        itemsize = getattr(buf, "itemsize", 1)
        room = len(buf) * itemsize
        if offset < 0:
            raise ValueError("negative offset")
        if offset > room:
            raise ValueError("offset too large")
        data, ends = self._recv_bytes()
        if room < offset + len(data):
            raise BufferTooShort(data)
        if itemsize == 1:
            buf[offset:offset + len(data)] = data
        else:
            whole = bytearray(buf.tobytes())
            whole[offset:offset + len(data)] = data
            buf[:] = type(buf)(buf.typecode, bytes(whole))
        return len(data)

    # A failure goes through as many functions as in CPython, and tracebacks name them.

    def _send_bytes(self, data, ends=None):
        self._send(data, ends)

    def _send(self, data, ends):
        self._end.send(data, ends)

    def _recv_bytes(self):
        return self._recv()

    def _recv(self):
        return self._end.receive()

    def poll(self, timeout=0.0):
        self._check_closed()
        self._check_readable()
        return bool(wait([self], timeout))

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


class QueueReader:
    """The end that a queue's items come out of."""

    def __init__(self, handle):
        self._handle = handle

    def poll(self, timeout=0.0):
        return bool(_multiprocessing.wait_any([self._handle], timeout))

    def recv(self):
        return reduction.loads(*self._recv_bytes())

    # Who is interrupted while waiting sees the same functions as in CPython.

    def recv_bytes(self):
        return self._recv_bytes()

    def _recv_bytes(self):
        return self._recv()

    def _recv(self):
        return self._handle.get()


class QueueWriter:
    """The end that what goes into a queue without a feeder goes into."""

    def __init__(self, handle):
        self._handle = handle

    def send(self, obj):
        self._handle.put_through(*reduction.dumps(obj))


def Pipe(duplex=True):
    """Returns the two ends of a new pipe."""
    left, right = _multiprocessing.pipe(duplex, "Pipe")
    if duplex:
        return Connection(left), Connection(right)
    return Connection(left, writable=False), Connection(right, readable=False)


def _waitable(thing):
    if isinstance(thing, Connection):
        thing._check_closed()
        return thing._end
    if isinstance(thing, int):
        return thing
    reader = getattr(thing, "_handle", None)
    if reader is None:
        raise ValueError(f"Invalid file object: {thing!r}")
    return reader


def wait(object_list, timeout=None):
    """Returns those of the connections and sentinels that are ready, as soon as there is one."""
    objects = list(object_list)
    ready = _multiprocessing.wait_any([_waitable(thing) for thing in objects], timeout)
    return [objects[index] for index in ready]


# Most programs do without addresses.
_BY_ADDRESS = ("Client", "Listener", "answer_challenge", "deliver_challenge", "address_type", "arbitrary_address",
               "families", "default_family", "CHALLENGE", "WELCOME", "FAILURE", "MESSAGE_LENGTH")


def __getattr__(name):
    if name in _BY_ADDRESS:
        from . import listener
        return getattr(listener, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
