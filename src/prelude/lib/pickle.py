"""Python objects as bytes, in CPython's format."""

import _pickle
import io
from _pickle import DEFAULT_PROTOCOL, HIGHEST_PROTOCOL, PickleError, PicklingError, UnpicklingError
from copyreg import dispatch_table

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads"]

format_version = "5.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
bytes_types = (bytes, bytearray)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    return _pickle.dumps(obj, protocol)


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return _pickle.loads(data)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    file.write(_pickle.dumps(obj, protocol))


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file).load()


class Pickler:
    def __init__(self, file, protocol=None, fix_imports=True, buffer_callback=None):
        self._write = file.write
        self._protocol = protocol
        self.fast = False

    def dump(self, obj):
        cls = type(self)
        persistent_id = self.persistent_id if cls.persistent_id is not Pickler.persistent_id else None
        override = getattr(self, "reducer_override", None)
        table = getattr(self, "dispatch_table", None)
        self._write(_pickle.dumps(obj, self._protocol, (persistent_id, override, table)))

    def clear_memo(self):
        pass

    def persistent_id(self, obj):
        return None


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._file = file

    def load(self):
        data = _read_one(self._file)
        cls = type(self)
        persistent_load = self.persistent_load if cls.persistent_load is not Unpickler.persistent_load else None
        find_class = self.find_class if cls.find_class is not Unpickler.find_class else None
        return _pickle.loads(data, (persistent_load, find_class))

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load "
                              "function was specified.")

    def find_class(self, module, name):
        found = __import__(module, fromlist=[name])
        for part in name.split("."):
            found = getattr(found, part)
        return found


def _read_one(file):
    """The bytes of one pickle; what comes after it stays in the file where that can be."""
    data = file.read()
    if not data:
        raise EOFError("Ran out of input")
    end = _pickle._length(data)
    if end < len(data) and hasattr(file, "seek"):
        file.seek(end - len(data), 1)
    return data[:end]


class PickleBuffer:
    def __init__(self, object):
        self._object = object

    def raw(self):
        return memoryview(self._object)

    def release(self):
        self._object = None
