"""Queues between processes."""

import _multiprocessing
import sys
import types
from queue import Empty, Full
from . import context, reduction

__all__ = ["Queue", "SimpleQueue", "JoinableQueue"]


class Queue:
    """A queue that any process may put into and get from."""

    def __init__(self, maxsize=0, *, ctx):
        self._maxsize = max(maxsize, 0)
        self._handle = _multiprocessing.Queue(self._maxsize, type(self).__name__)
        self._reset()

    def _reset(self):
        self._closed = False
        self._notempty = None

    def __getstate__(self):
        context.assert_spawning(self)
        return self._maxsize, self._handle._id()

    def __setstate__(self, state):
        self._maxsize, (pid, count) = state
        self._handle = _multiprocessing.Queue._rebuild(self._maxsize, pid, count)
        self._reset()

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        try:
            data, ends = reduction.dumps(obj)
        except Exception as error:
            self._on_queue_feeder_error(error, obj)
            return
        if not self._handle.put(data, ends, block, timeout):
            raise Full

    def get(self, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        item = self._handle.get(block, timeout)
        if item is None:
            raise Empty
        return reduction.loads(item)

    def qsize(self):
        return self._handle.state()[0]

    def empty(self):
        return self._handle.state()[1]

    def full(self):
        return self._handle.state()[2]

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def close(self):
        self._closed = True

    def join_thread(self):
        assert self._closed, f"Queue {self!r} not closed"

    def cancel_join_thread(self):
        from . import util
        util._not_joined.append(self._handle)

    @staticmethod
    def _on_queue_feeder_error(error, obj):
        """An object that cannot be pickled is lost, and its producer says so."""
        from traceback import format_exception
        sys.stderr.write("".join(format_exception(error)))

    __class_getitem__ = classmethod(types.GenericAlias)


class JoinableQueue(Queue):
    """A queue that knows when every item has been dealt with."""

    def task_done(self):
        if not self._handle.task_done():
            raise ValueError("task_done() called too many times")

    def join(self):
        self._handle.join()


class SimpleQueue:
    """A queue without a bound and without a thread: putting waits until the item is in the pipe."""

    def __init__(self, *, ctx):
        self._handle = _multiprocessing.Queue(0, "SimpleQueue")
        self._closed = False

    def __getstate__(self):
        context.assert_spawning(self)
        return self._handle._id()

    def __setstate__(self, state):
        pid, count = state
        self._handle = _multiprocessing.Queue._rebuild(0, pid, count)
        self._closed = False

    def _check_closed(self):
        if self._closed:
            raise OSError("handle is closed")

    def empty(self):
        self._check_closed()
        return self._handle.state()[1]

    def get(self):
        self._check_closed()
        return reduction.loads(self._handle.get())

    def put(self, obj):
        self._check_closed()
        self._handle.put_through(*reduction.dumps(obj))

    def close(self):
        self._closed = True

    __class_getitem__ = classmethod(types.GenericAlias)
