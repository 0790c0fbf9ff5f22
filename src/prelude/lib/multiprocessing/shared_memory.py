"""Blocks of memory that processes find by name."""

import _multiprocessing
import os
import _pickle
from functools import partial
from types import GenericAlias
from .sharedctypes import _SIZES

__all__ = ["SharedMemory", "ShareableList"]


class _View:
    """What `memoryview` is to bytes, for shared bytes: each access reads or writes them where they are now."""

    def __init__(self, memory, places, code="B"):
        self._memory = memory
        # The offset of each item.
        self._places = places
        self._code = code

    def __len__(self):
        return len(self._places)

    def _place(self, index):
        try:
            return self._places[index]
        except IndexError:
            raise IndexError("index out of bounds on dimension 1") from None

    def __getitem__(self, index):
        if isinstance(index, slice):
            return _View(self._memory, self._places[index], self._code)
        return self._memory.load(self._place(index), self._code)

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            return self._memory.store(self._place(index), self._code, value)
        places = self._places[index]
        data = bytes(value)
        if len(data) != len(places) * self.itemsize:
            raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
        if places.step == self.itemsize or len(places) == 1:
            self._memory.write(places.start, data)
        else:
            for number, place in enumerate(places):
                self._memory.write(place, data[number * self.itemsize:(number + 1) * self.itemsize])

    def __iter__(self):
        for place in self._places:
            yield self._memory.load(place, self._code)

    def __bytes__(self):
        return self.tobytes()

    def __eq__(self, other):
        try:
            return self.tobytes() == bytes(other)
        except TypeError:
            return NotImplemented

    def tobytes(self):
        if not self._places:
            return b""
        if self._places.step == self.itemsize:
            return self._memory.read(self._places.start, self.nbytes)
        return b"".join(self._memory.read(place, self.itemsize) for place in self._places)

    def tolist(self):
        return list(self)

    def cast(self, format):
        """The same bytes as items of another type."""
        if format not in _SIZES or self._places.step != self.itemsize:
            raise TypeError("memoryview: cannot cast view with these items")
        if self.nbytes % _SIZES[format]:
            raise TypeError("memoryview: length is not a multiple of itemsize")
        start = self._places.start
        return _View(self._memory, range(start, start + self.nbytes, _SIZES[format]), format)

    def release(self):
        self._places = range(0)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.release()

    readonly = False
    ndim = 1
    format = property(lambda self: self._code)
    itemsize = property(lambda self: _SIZES[self._code])
    nbytes = property(lambda self: len(self._places) * self.itemsize)
    shape = property(lambda self: (len(self),))


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
        self._buf = _View(self._memory, range(self._size))

    def _make_named_anew(self, size):
        while True:
            self._name = _make_filename()
            try:
                return self._make(size)
            except FileExistsError:
                pass

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

    def _make(self, size):
        self._memory = _multiprocessing.Memory(bytes(size))
        self._ask(_multiprocessing.publish, _pickle.dumps((size, *self._memory._id())), True)
        self._size = size

    def _find(self):
        self._size, *ident = _pickle.loads(self._ask(_multiprocessing.look_up))
        self._memory = _multiprocessing.Memory._rebuild(self._size, *ident)

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
        if not isinstance(item, _KINDS):
            raise ValueError(f"type {type(item)!r} is not supported by ShareableList")
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
        kind = _KINDS.index(type(item)) if type(item) in _KINDS else -1
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
        raise ValueError("ShareableList.index(x): x not in list")

    __class_getitem__ = classmethod(GenericAlias)
