"""Blocks of memory that processes find by name."""

import _multiprocessing
import gc
import os
import _pickle
from _prelude import _left_out
from functools import partial
from types import GenericAlias

__all__ = ["SharedMemory", "ShareableList"]


_USE_POSIX = True
_SHM_NAME_PREFIX = "/psm_"


def _make_filename():
    """A name that nobody thinks of."""
    return _SHM_NAME_PREFIX + os.urandom(4).hex()


class SharedMemory:
    """A block of shared memory, made or found by its name."""

    _flags = os.O_RDWR

    def __init__(self, name=None, create=False, size=0, *, track=True):
        if not size >= 0:
            raise ValueError("'size' must be a positive integer")
        if create:
            self._flags = os.O_CREAT | os.O_EXCL | os.O_RDWR
            if size == 0:
                raise ValueError("'size' must be a positive number different from zero")
        if name is None and not self._flags & os.O_EXCL:
            raise ValueError("'name' can only be None if create=True")
        if name is None:
            self._make_named_anew(size)
        else:
            if "\0" in name:
                raise ValueError("embedded null character")
            self._name = "/" + name
            self._open(size)
        self._buf = memoryview(self._memory)

    @_left_out
    def _make_named_anew(self, size):
        while True:
            self._name = _make_filename()
            try:
                return self._make(size)
            except FileExistsError:
                pass

    @_left_out
    def _open(self, size):
        """Makes the block or finds it, as the flags say."""
        if not self._flags & os.O_CREAT:
            return self._find()
        try:
            self._make(size)
        except FileExistsError:
            if self._flags & os.O_EXCL:
                raise
            self._find()

    @_left_out
    def _make(self, size):
        self._memory = _multiprocessing.Memory(bytes(size))
        self._ask(_multiprocessing.publish, _pickle.dumps((size, *self._memory._id())), True)
        self._size = size

    @_left_out
    def _find(self):
        self._size, *ident = _pickle.loads(self._ask(_multiprocessing.look_up))
        self._memory = _multiprocessing.Memory._rebuild(self._size, *ident)

    @_left_out
    def _ask(self, ask, *arguments):
        try:
            return ask("memory:" + self._name, *arguments)
        except OSError as error:
            raise OSError(error.errno, error.strerror, self._name) from None

    def __reduce__(self):
        return self.__class__, (self.name, False, self.size)

    def __repr__(self):
        return f"{self.__class__.__name__}({self.name!r}, size={self.size})"

    @property
    def buf(self):
        """The bytes; None once the block is closed here."""
        return self._buf

    @property
    def name(self):
        return self._name[1:]

    @property
    def size(self):
        return self._size

    def close(self):
        """Ends this process's access."""
        if self._buf is not None:
            self._buf.release()
            self._buf = None
        if self._memory._exports():
            # Views that nobody has any more are no hindrance.
            gc.collect()
            if self._memory._exports():
                raise BufferError("cannot close exported pointers exist")

    def unlink(self):
        """Takes the name away: nobody finds the block any more."""
        self._ask(_multiprocessing.withdraw)


# In a list's block: how many items, and for each its kind, where it is, its room and its length.
_KINDS = (type(None), bool, int, float, str, bytes)
_HEAD, _ENTRY = 8, 32
_ALIGNMENT = 8


class ShareableList:
    """A list of fixed length in a block of shared memory; items keep their room."""

    def __init__(self, sequence=None, *, name=None):
        if sequence is None and name is not None:
            self.shm = SharedMemory(name)
            self._length = self._number(0)
            return
        items = list(sequence or ())
        rooms = [self._room(item) for item in items]
        size = _HEAD + len(items) * _ENTRY + sum(rooms)
        self.shm = SharedMemory(name, create=True, size=size)
        self._length = len(items)
        self._store(0, "q", len(items))
        place = _HEAD + len(items) * _ENTRY
        for position, (item, room) in enumerate(zip(items, rooms)):
            self._store(_HEAD + position * _ENTRY + 8, "q", place)
            self._store(_HEAD + position * _ENTRY + 16, "q", room)
            self._write(position, item)
            place += room

    @staticmethod
    def _room(item):
        if type(item) not in _KINDS:
            raise KeyError(type(item))
        if type(item) is int and not -2**63 <= item < 2**63:
            import struct
            # It says what the limits are.
            struct.pack("q", item)
        if isinstance(item, (str, bytes)):
            # As many bytes as CPython keeps, which counts characters, and never too few.
            length = len(item.encode() if isinstance(item, str) else item)
            return max(_ALIGNMENT * (len(item) // _ALIGNMENT + 1), -(-length // _ALIGNMENT) * _ALIGNMENT)
        return 8

    def _number(self, place):
        return self.shm._memory.load(place, "q")

    def _store(self, place, code, value):
        self.shm._memory.store(place, code, value)

    def _entry(self, position):
        if not -self._length <= position < self._length:
            raise IndexError("index out of range")
        return _HEAD + position % self._length * _ENTRY

    def _write(self, position, item):
        entry = self._entry(position)
        place, room = self._number(entry + 8), self._number(entry + 16)
        kind = _KINDS.index(type(item))
        if isinstance(item, (str, bytes)):
            data = item.encode() if isinstance(item, str) else item
            if len(data) > room:
                raise ValueError("bytes/str item exceeds available storage")
            self.shm._memory.write(place, data)
            self._store(entry + 24, "q", len(data))
        elif isinstance(item, float):
            self._store(place, "d", item)
        elif item is not None:
            self._store(place, "q", int(item))
        self._store(entry, "q", kind)

    def __getitem__(self, position):
        entry = self._entry(position)
        kind, place = _KINDS[self._number(entry)], self._number(entry + 8)
        if kind is type(None):
            return None
        if kind is float:
            return self.shm._memory.load(place, "d")
        if kind in (str, bytes):
            data = self.shm._memory.read(place, self._number(entry + 24))
            return data.decode() if kind is str else data
        return kind(self._number(place))

    def __setitem__(self, position, value):
        if not -self._length <= position < self._length:
            raise IndexError("assignment index out of range")
        self._room(value)
        self._write(position, value)

    def __reduce__(self):
        return partial(self.__class__, name=self.shm.name), ()

    def __len__(self):
        return self._length

    def __iter__(self):
        for position in range(self._length):
            yield self[position]

    def __repr__(self):
        return f"{self.__class__.__name__}({list(self)}, name={self.shm.name!r})"

    @property
    def format(self):
        """The items' formats, as `struct` writes them."""
        return "".join(self._get_packing_format(position) for position in range(self._length))

    def _get_packing_format(self, position):
        item = self[position]
        if isinstance(item, (str, bytes)):
            return f"{self._number(self._entry(position) + 16)}s"
        return {bool: "xxxxxxx?", int: "q", float: "d"}.get(type(item), "xxxxxx?x")

    def count(self, value):
        return sum(value == entry for entry in self)

    def index(self, value):
        for position, entry in enumerate(self):
            if value == entry:
                return position
        raise ValueError(f"{value!r} not in this container")

    __class_getitem__ = classmethod(GenericAlias)
