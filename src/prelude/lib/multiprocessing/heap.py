"""Bytes that all processes share which have the object."""

import _multiprocessing

__all__ = ["BufferWrapper"]


class BufferWrapper:
    """A number of shared bytes, zero at first."""

    def __init__(self, size):
        if size < 0:
            raise ValueError(f"Size {size:n} out of range")
        self._memory = _multiprocessing.Memory(bytes(size))

    def create_memoryview(self):
        return memoryview(self._memory)

    def __getstate__(self):
        return self._memory.size, *self._memory._id()

    def __setstate__(self, state):
        self._memory = _multiprocessing.Memory._rebuild(*state)
