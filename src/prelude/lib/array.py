"""Numbers of one type."""

import _array

typecodes = "bBuwhHiIlLqQfd"


class array:
    """A list of numbers of one type of C."""

    def __init__(self, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError(f"array() argument 1 must be a unicode character, not {type(typecode).__name__}")
        if typecode not in typecodes:
            raise ValueError("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)")
        self.typecode = typecode
        self.itemsize = _array.size(typecode)
        self._items = []
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            self.extend(initializer)

    def _checked(self, value):
        return _array.checked(self.typecode, value)

    def append(self, x):
        self._items.append(self._checked(x))

    def extend(self, iterable):
        if isinstance(iterable, array) and iterable.typecode != self.typecode:
            raise TypeError("can only extend with array of same kind")
        self._items.extend([self._checked(x) for x in iterable])

    def frombytes(self, data):
        size = self.itemsize
        if len(data) % size:
            raise ValueError("bytes length not a multiple of item size")
        data = bytes(data)
        self._items.extend([_array.decode(self.typecode, data[i:i + size]) for i in range(0, len(data), size)])

    def tobytes(self):
        return b"".join([_array.encode(self.typecode, x) for x in self._items])

    __bytes__ = tobytes

    def tolist(self):
        return self._items.copy()

    fromlist = extend

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __getitem__(self, index):
        if isinstance(index, slice):
            made = array(self.typecode)
            made._items = self._items[index]
            return made
        try:
            return self._items[index]
        except IndexError:
            raise IndexError("array index out of range") from None

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            if not isinstance(value, array):
                raise TypeError(f'can only assign array (not "{type(value).__name__}") to array slice')
            self._items[index] = value._items
        else:
            try:
                self._items[index] = self._checked(value)
            except IndexError:
                raise IndexError("array assignment index out of range") from None

    def __delitem__(self, index):
        del self._items[index]

    def __contains__(self, value):
        return value in self._items

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only append array (not "{type(other).__name__}") to array')
        made = array(self.typecode, self)
        made.extend(other)
        return made

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        made = array(self.typecode)
        made._items = self._items * n
        return made

    __rmul__ = __mul__

    def insert(self, i, x):
        self._items.insert(i, self._checked(x))

    def pop(self, i=-1):
        if not self._items:
            raise IndexError("pop from empty array")
        return self._items.pop(i)

    def remove(self, x):
        try:
            self._items.remove(x)
        except ValueError:
            raise ValueError("array.remove(x): x not in array") from None

    def index(self, x, *bounds):
        try:
            return self._items.index(x, *bounds)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def count(self, x):
        return self._items.count(x)

    def reverse(self):
        self._items.reverse()

    def buffer_info(self):
        return id(self._items), len(self._items)

    def __copy__(self):
        return self[:]

    def __deepcopy__(self, memo):
        return self[:]

    def __reduce__(self):
        return array, (self.typecode, self._items)

    def __repr__(self):
        if not self._items:
            return f"array({self.typecode!r})"
        if self.typecode in "uw":
            return f"array({self.typecode!r}, {''.join(self._items)!r})"
        return f"array({self.typecode!r}, {self._items!r})"


ArrayType = array
