"""Calls in interpreters, each of which belongs to a thread."""

import threading
from concurrent import interpreters
from . import thread as _thread


class BrokenInterpreterPool(_thread.BrokenThreadPool):
    """An interpreter's initializer has failed."""


class _Workers:
    """The interpreters of an executor's threads."""

    def __init__(self, initializer, initargs):
        self.initializer = initializer
        self.initargs = initargs
        self.own = threading.local()
        self.all = []

    def begin(self):
        """Makes the interpreter of this thread."""
        self.own.interpreter = interpreters.create()
        self.all.append(self.own.interpreter)
        if self.initializer is not None:
            self.call(self.initializer, *self.initargs)

    def call(self, fn, /, *args, **kwargs):
        try:
            return self.own.interpreter.call(fn, *args, **kwargs)
        except interpreters.ExecutionFailed as error:
            if error._original is None:
                raise
            raise error._original from error

    def end(self):
        while self.all:
            self.all.pop().close()


class InterpreterPoolExecutor(_thread.ThreadPoolExecutor):
    BROKEN = BrokenInterpreterPool

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if initializer is not None:
            _check_callable(initializer)
        self._workers = _Workers(initializer, initargs)
        prefix = thread_name_prefix or f"InterpreterPoolExecutor-{self._counter()}"
        super().__init__(max_workers, prefix, self._workers.begin)

    def submit(self, fn, /, *args, **kwargs):
        _check_callable(fn)
        return super().submit(self._workers.call, fn, *args, **kwargs)

    def shutdown(self, wait=True, *, cancel_futures=False):
        super().shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self._workers.end()


def _check_callable(fn):
    if isinstance(fn, str):
        raise TypeError("scripts not supported")
