"""Queues between processes."""

import _multiprocessing
import threading
import types
from queue import Empty, Full
from _weakref_core import ref as _ref
from . import context, reduction, util
from .connection import QueueReader, QueueWriter

__all__ = ["Queue", "SimpleQueue", "JoinableQueue"]


class Queue:
    """A queue that any process may put into and get from. What is put is left to a thread, the feeder, which pickles and
    sends it later."""

    def __init__(self, maxsize=0, *, ctx):
        self._maxsize = 0 if maxsize <= 0 else maxsize
        self._handle = _multiprocessing.Queue(self._maxsize, type(self).__name__)
        self._reset()

    def _reset(self):
        self._reader = QueueReader(self._handle)
        self._closed = False
        self._thread = self._jointhread = self._close = None
        self._joincancelled = False
        util.register_after_fork(self, Queue._after_fork)

    def _after_fork(self):
        self._handle.forget_puts()
        self._thread = self._jointhread = self._close = None
        self._closed = self._joincancelled = False

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
        if self._thread is None:
            self._start_thread()
        if not self._handle.put(obj, block, timeout):
            raise Full

    def get(self, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        item = self._reader.recv_bytes() if block and timeout is None else self._handle.get(block, timeout)
        if item is None:
            raise Empty
        return reduction.loads(*item)

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
        if self._close:
            self._close()
            self._close = None

    def join_thread(self):
        util.debug("Queue.join_thread()")
        assert self._closed, f"Queue {self!r} not closed"
        if self._jointhread:
            self._jointhread()

    def cancel_join_thread(self):
        util.debug("Queue.cancel_join_thread()")
        self._joincancelled = True
        util._not_joined.append(self._handle)
        if self._jointhread:
            self._jointhread.cancel()
            self._jointhread = None

    def _start_thread(self):
        util.debug("Queue._start_thread()")
        arguments = (self._handle, self._on_queue_feeder_error)
        self._thread = threading.Thread(target=Queue._feed, args=arguments, name="QueueFeederThread", daemon=True)
        util.debug("doing self._thread.start()")
        _multiprocessing.start_unseen()
        self._thread.start()
        util.debug("... done self._thread.start()")
        if not self._joincancelled:
            arguments = (_ref(self._thread), self._handle)
            self._jointhread = util.Finalize(self._thread, Queue._finalize_join, arguments, exitpriority=-5)
        self._close = util.Finalize(self, Queue._finalize_close, (self._handle,), exitpriority=10)

    @staticmethod
    def _finalize_join(thread, handle):
        util.debug("joining queue thread")
        thread = thread()
        if thread is None:
            util.debug("... queue thread already dead")
            return
        thread.join()
        handle.flush()
        util.debug("... queue thread joined")

    @staticmethod
    def _finalize_close(handle):
        util.debug("telling queue thread to quit")
        handle.end_puts()

    @staticmethod
    def _feed(handle, onerror):
        util.debug("starting thread to feed data to pipe")
        next_put, feed, dumps = handle.next_put, handle.feed, reduction.dumps
        while True:
            obj = next_put()
            if obj is handle:
                util.debug("feeder thread got sentinel -- exiting")
                return
            try:
                feed(*dumps(obj))
            except Exception as error:
                if util.is_exiting():
                    util.info("error in queue thread: %s", error)
                    return
                handle.drop_put()
                onerror(error, obj)
            obj = None

    @staticmethod
    def _on_queue_feeder_error(error, obj):
        """An object that cannot be pickled is lost, and its producer says so."""
        import traceback
        traceback.print_exc()

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
        self._reset()

    def __getstate__(self):
        context.assert_spawning(self)
        return self._handle._id()

    def __setstate__(self, state):
        pid, count = state
        self._handle = _multiprocessing.Queue._rebuild(0, pid, count)
        self._reset()

    def _reset(self):
        self._reader = QueueReader(self._handle)
        self._writer = QueueWriter(self._handle)
        self._closed = False

    def _check_closed(self):
        if self._closed:
            raise OSError("handle is closed")

    def empty(self):
        self._check_closed()
        return self._handle.state()[1]

    def get(self):
        self._check_closed()
        return reduction.loads(*self._reader.recv_bytes())

    def put(self, obj):
        self._check_closed()
        self._handle.put_through(*reduction.dumps(obj))

    def close(self):
        self._closed = True

    __class_getitem__ = classmethod(types.GenericAlias)
