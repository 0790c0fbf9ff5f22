"""Pickling what goes to other processes."""

import _picklecore

__all__ = ["ForkingPickler", "dump", "dumps", "loads", "register"]

_reducers = {}


def dumps(obj):
    """Returns the pickle and the pipe ends in it."""
    return _picklecore._dumps_shared(obj, _reducers)


# Takes the pickle and the pipe ends in it.
loads = _picklecore._loads_shared


class ForkingPickler:
    def __init__(self, file, protocol=None):
        self._file = file

    def dump(self, obj):
        self._file.write(self.dumps(obj))

    @classmethod
    def register(cls, type, reduce):
        _reducers[type] = reduce

    @classmethod
    def dumps(cls, obj, protocol=None):
        return dumps(obj)[0]

    @staticmethod
    def loads(data, /, **kwargs):
        return _picklecore.loads(bytes(data))


register = ForkingPickler.register


class Parcel:
    """A file for what a child is sent: the pickle, and the pipe ends in it."""

    def __init__(self):
        self.data = b""
        self.ends = []

    def write(self, data):
        self.data += data


def dump(obj, file, protocol=None):
    """Pickles into a file; only a parcel has room for pipe ends."""
    data, ends = _picklecore._dumps_shared(obj, _reducers)
    file.write(data)
    if isinstance(file, Parcel):
        file.ends.extend(ends)


ACKNOWLEDGE = False
HAVE_SEND_HANDLE = True


class AbstractReducer:
    ForkingPickler = ForkingPickler
    register = staticmethod(register)
    dump = staticmethod(dump)
