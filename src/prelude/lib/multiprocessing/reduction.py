"""Pickling what goes to other processes."""

import _picklecore

__all__ = ["ForkingPickler", "dump", "dumps", "loads", "register"]

_reducers = {}


def dumps(obj):
    """Returns the pickle and the pipe ends in it."""
    return _picklecore._dumps_shared(obj, _reducers)


def loads(item):
    """The object in a received item: bytes and pipe ends."""
    data, ends = item
    return _picklecore._loads_shared(data, ends)


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


def dump(obj, file, protocol=None):
    ForkingPickler(file, protocol).dump(obj)


ACKNOWLEDGE = False
HAVE_SEND_HANDLE = True


class AbstractReducer:
    ForkingPickler = ForkingPickler
    register = staticmethod(register)
    dump = staticmethod(dump)
