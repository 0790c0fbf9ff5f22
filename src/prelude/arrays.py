"""What `array.array` and `struct` leave to Python: files, pickles, and objects that convert themselves."""


def _array_item(self, value):
    if self.typecode in "fd":
        return _float_of(value, "must be real number")
    return value if self.typecode in "uw" else _index(value)


def array___new__(cls, typecode, initializer=(), /):
    made = __import__("_array").array.__new__(cls, typecode)
    for value in initializer:
        __import__("_array").array.append(made, value)
    return made


def array_append(self, v, /):
    self.append(_array_item(self, v))


def array_extend(self, bb, /):
    for value in bb:
        self.append(value)


def array_fromlist(self, list, /):
    self.fromlist([_array_item(self, value) for value in list])


def array_insert(self, i, v, /):
    self.insert(_index(i), _array_item(self, v))


def array___getitem__(self, key, /):
    return self[_place(key)]


def array___delitem__(self, key, /):
    del self[_place(key)]


def array___setitem__(self, key, value, /):
    self[_place(key)] = value if isinstance(key, slice) else _array_item(self, value)


def array___mul__(self, value, /):
    return self * _index(value)


array___rmul__ = array___mul__


def array___imul__(self, value, /):
    self *= _index(value)
    return self


def array_pop(self, i=-1, /):
    return self.pop(_index(i))


def array___contains__(self, key, /):
    return key in self.tolist()


def array_index(self, v, start=0, stop=9223372036854775807, /):
    try:
        return self.tolist().index(v, start, stop)
    except ValueError:
        raise ValueError("array.index(x): x not in array") from None


def array_count(self, v, /):
    return self.tolist().count(v)


def array_remove(self, v, /):
    for index, item in enumerate(self):
        if item == v:
            del self[index]
            return
    raise ValueError("array.remove(x): x not in array")


def array_fromfile(self, f, n, /):
    if n < 0:
        raise ValueError("negative count")
    data = f.read(n * self.itemsize)
    if not isinstance(data, bytes):
        raise TypeError("read() didn't return bytes")
    self.frombytes(data)
    if len(data) != n * self.itemsize:
        raise EOFError("read() didn't return enough bytes")


def array_tofile(self, f, /):
    f.write(self.tobytes())


def array___reduce_ex__(self, protocol, /):
    return __import__("array")._reduced(self, protocol)


def array___class_getitem__(cls, item, /):
    return __import__("types").GenericAlias(cls, item)


def _packable(form, values):
    """Values as `struct` packs them: what converts itself is asked to."""
    codes = __import__("_struct")._codes(form)
    if len(codes) != len(values):
        return values
    return [_packable_value(code, value) for code, value in zip(codes, values)]


def _packable_value(code, value):
    kind = type(value)
    if code == "?":
        return bool(value)
    if code in "efd" and not isinstance(value, (int, float)) and (hasattr(kind, "__float__") or hasattr(kind, "__index__")):
        return _float_of(value, "required argument is not a float")
    if code in "bBhHiIlLqQnNP" and not isinstance(value, int) and hasattr(kind, "__index__"):
        return _index(value)
    return value


def _struct_pack(format, /, *values):
    return __import__("_struct").pack(format, *_packable(format, values))


def _struct_pack_into(format, buffer, offset, /, *values):
    return __import__("_struct").pack_into(format, buffer, _index(offset), *_packable(format, values))


def Struct_pack(self, /, *values):
    return self.pack(*_packable(self.format, values))


def Struct_pack_into(self, buffer, offset, /, *values):
    return self.pack_into(buffer, _index(offset), *_packable(self.format, values))
