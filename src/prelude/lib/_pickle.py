"""The fast pickler and unpickler: what CPython has in C. Its frames do not show in tracebacks."""

import _picklecore
from _picklecore import PickleError, PicklingError, UnpicklingError

DEFAULT_PROTOCOL = HIGHEST_PROTOCOL = 5


def _protocol(protocol):
    if protocol is None:
        return DEFAULT_PROTOCOL
    if protocol < 0:
        return HIGHEST_PROTOCOL
    if protocol > HIGHEST_PROTOCOL:
        raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
    return protocol.__index__()


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    if protocol is None and buffer_callback is None:
        return _picklecore.dumps(obj, DEFAULT_PROTOCOL)
    protocol = _protocol(protocol)
    if protocol >= 3 and buffer_callback is None:
        return _picklecore.dumps(obj, protocol)
    import io
    file = io.BytesIO()
    Pickler(file, protocol, fix_imports, buffer_callback).dump(obj)
    return file.getvalue()


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports, buffer_callback).dump(obj)


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if buffers is None and fix_imports and encoding == "ASCII":
        return _picklecore.loads(data, (None, _find_old_class, None)) if _is_old(data) else _picklecore.loads(data)
    import io
    return Unpickler(io.BytesIO(data), fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


class Pickler:
    """Writes objects to a file. What the protocols of Python 2 and buffers out of band need, `pickle` does in Python."""

    def __init__(self, file, protocol=None, fix_imports=True, buffer_callback=None):
        self._protocol = _protocol(protocol)
        if buffer_callback is not None and self._protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        write = getattr(file, "write", None)
        if not callable(write):
            raise TypeError("file must have a 'write' attribute")
        self._file, self._write = file, write
        self._fix_imports, self._buffer_callback = fix_imports, buffer_callback
        self.bin = int(self._protocol > 0)
        self.fast = 0
        self._memory = self._slow = None

    def dump(self, obj, /):
        if not hasattr(self, "_write"):
            raise PicklingError(f"Pickler.__init__() was not called by {type(self).__name__}.__init__()")
        persistent_id = self.persistent_id
        if getattr(persistent_id, "__func__", None) is Pickler.persistent_id:
            persistent_id = None
        hooks = persistent_id, getattr(self, "reducer_override", None), getattr(self, "dispatch_table", None)
        if self._slow is not None or self._protocol < 3 or self.fast or self._buffer_callback is not None:
            return self._dump_slowly(obj, hooks)
        if self._memory is None:
            self._memory = _picklecore.Memory()
        self._write(_picklecore.dumps(obj, self._protocol, (*hooks, self._memory)))

    def _dump_slowly(self, obj, hooks):
        pickler = self._in_python()
        persistent_id, override, table = hooks
        pickler.fast = self.fast
        if persistent_id is not None:
            pickler.persistent_id = persistent_id
        if override is not None:
            pickler.reducer_override = override
        if table is not None:
            pickler.dispatch_table = table
        pickler.dump(obj)

    def _in_python(self):
        if self._slow is None:
            from pickle import _Pickler
            self._slow = _Pickler(self._file, self._protocol, fix_imports=self._fix_imports,
                                  buffer_callback=self._buffer_callback)
            if self._memory is not None:
                self._slow.memo = self._memory.items()
        return self._slow

    def clear_memo(self):
        self._memory = None
        if self._slow is not None:
            self._slow.clear_memo()

    @property
    def memo(self):
        return PicklerMemoProxy(self)

    @memo.setter
    def memo(self, value):
        if isinstance(value, PicklerMemoProxy):
            value = value.copy()
        elif not isinstance(value, dict):
            raise TypeError(f"'memo' attribute must be a PicklerMemoProxy object or dict, not {type(value).__name__}")
        for item in value.values():
            if not isinstance(item, tuple) or len(item) != 2:
                raise TypeError("'memo' values must be 2-item tuples")
        self._in_python().memo = dict(value)

    def persistent_id(self, obj, /):
        return None


class PicklerMemoProxy:
    def __init__(self, pickler):
        self._pickler = pickler

    def clear(self):
        self._pickler.clear_memo()

    def copy(self):
        pickler = self._pickler
        if pickler._slow is not None:
            return dict(pickler._slow.memo)
        return {} if pickler._memory is None else pickler._memory.items()

    def __reduce__(self):
        return dict, (self.copy(),)


class Unpickler:
    """Reads objects from a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        for name in ("read", "readline"):
            if not callable(getattr(file, name, None)):
                raise TypeError("file must have 'read' and 'readline' attributes")
        self._file = file
        self._options = {"fix_imports": fix_imports, "encoding": encoding, "errors": errors, "buffers": buffers}
        self._plain = fix_imports and encoding == "ASCII" and buffers is None
        self._memory = self._slow = None

    def load(self):
        if not hasattr(self, "_file"):
            raise UnpicklingError(f"Unpickler.__init__() was not called by {type(self).__name__}.__init__()")
        persistent_load, find_class = self.persistent_load, self.find_class
        if getattr(persistent_load, "__func__", None) is Unpickler.persistent_load:
            persistent_load = None
        if getattr(find_class, "__func__", None) is Unpickler.find_class:
            find_class = None
        if self._slow is not None or not self._plain or not self._seekable():
            return self._load_slowly(persistent_load, find_class)
        if self._memory is None:
            self._memory = _picklecore.Memory()
        data = _read_one(self._file)
        if find_class is None and _is_old(data):
            find_class = _find_old_class
        return _picklecore.loads(data, (persistent_load, find_class, self._memory))

    def _seekable(self):
        try:
            return self._file.seekable()
        except AttributeError:
            return False

    def _load_slowly(self, persistent_load, find_class):
        unpickler = self._in_python()
        if persistent_load is not None:
            unpickler.persistent_load = persistent_load
        if find_class is not None:
            unpickler.find_class = find_class
        return unpickler.load()

    def _in_python(self):
        if self._slow is None:
            from pickle import _Unpickler
            self._slow = _Unpickler(self._file, **self._options)
            self._slow.memo = {} if self._memory is None else self._memory.values()
        return self._slow

    @property
    def memo(self):
        return UnpicklerMemoProxy(self)

    @memo.setter
    def memo(self, value):
        if isinstance(value, UnpicklerMemoProxy):
            value = value.copy()
        elif not isinstance(value, dict):
            raise TypeError(f"'memo' attribute must be an UnpicklerMemoProxy object or dict, not {type(value).__name__}")
        for index in value:
            if not isinstance(index, int):
                raise TypeError("memo key must be integers")
            if index < 0:
                raise ValueError("memo key must be positive integers.")
        self._in_python().memo = dict(value)

    def persistent_load(self, pid, /):
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load function was specified.")

    def find_class(self, module_name, global_name, /):
        import sys
        sys.audit("pickle.find_class", module_name, global_name)
        if self._options["fix_imports"]:
            return _find_old_class(module_name, global_name)
        return _picklecore.find_class(module_name, global_name)


class UnpicklerMemoProxy:
    def __init__(self, unpickler):
        self._unpickler = unpickler

    def clear(self):
        self._unpickler._memory = None
        if self._unpickler._slow is not None:
            self._unpickler._slow.memo = {}

    def copy(self):
        unpickler = self._unpickler
        if unpickler._slow is not None:
            return dict(unpickler._slow.memo)
        return {} if unpickler._memory is None else unpickler._memory.values()

    def __reduce__(self):
        return dict, (self.copy(),)


def _is_old(data):
    """Whether a pickle is of a protocol of Python 2, whose modules had other names."""
    start = bytes(data[:2])
    return bool(start) and start < b"\x80\x03"


def _find_old_class(module, name):
    import _compat_pickle
    if (module, name) in _compat_pickle.NAME_MAPPING:
        module, name = _compat_pickle.NAME_MAPPING[module, name]
    elif module in _compat_pickle.IMPORT_MAPPING:
        module = _compat_pickle.IMPORT_MAPPING[module]
    return _picklecore.find_class(module, name)


def _read_one(file):
    """The bytes of one pickle; what comes after it stays in the file."""
    data = file.read()
    if not data:
        raise EOFError("Ran out of input")
    end = _picklecore._length(data)
    if end < len(data):
        file.seek(end - len(data), 1)
    return data[:end]


class PickleBuffer:
    """An object's bytes, which may travel beside its pickle."""

    def __init__(self, object, /):
        self._view = memoryview(object)

    def _live(self):
        if self._view is None:
            raise ValueError("operation forbidden on released PickleBuffer object")
        return self._view

    def __buffer__(self, flags, /):
        return self._live()

    def raw(self):
        view = self._live()
        if not view.contiguous:
            raise BufferError("cannot extract raw buffer from non-contiguous buffer")
        return view.cast("B") if view.ndim == 1 and view.format != "B" else view

    def release(self):
        self._view = None

    def __reduce_ex__(self, protocol):
        if protocol < 5:
            raise PicklingError("PickleBuffer can only be pickled with protocol >= 5")
        view = self._live()
        if not view.contiguous:
            raise PicklingError("PickleBuffer can not be pickled when pointing to a non-contiguous buffer")
        return (bytes if view.readonly else bytearray), (bytes(view),)
