"""Futures and executors."""

import collections
import threading
import time
import types

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"
FINISHED = "FINISHED"

_SHOWN = {PENDING: "pending", RUNNING: "running", CANCELLED: "cancelled", CANCELLED_AND_NOTIFIED: "cancelled",
          FINISHED: "finished"}
_DONE = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)
# Those who wait for several futures wait until their executor has taken note of what was cancelled.
_SETTLED = (CANCELLED_AND_NOTIFIED, FINISHED)


class Error(Exception):
    pass


class CancelledError(Error):
    """The future was cancelled."""


TimeoutError = TimeoutError


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


class BrokenExecutor(RuntimeError):
    """An executor that cannot run anything any more."""


DoneAndNotDoneFutures = collections.namedtuple("DoneAndNotDoneFutures", "done not_done")


def log(message, level="ERROR"):
    """Logs what is being handled. Only then there is a need of `logging`, which takes its time to import."""
    import logging
    logging.getLogger("concurrent.futures").log(getattr(logging, level), message, exc_info=True)


class Future:
    """The result of a call that may not have been made yet."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            where = f"<{self.__class__.__name__} at {id(self):#x} state={_SHOWN[self._state]}"
            if self._state == FINISHED:
                if self._exception:
                    return f"{where} raised {self._exception.__class__.__name__}>"
                return f"{where} returned {self._result.__class__.__name__}>"
            return where + ">"

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            try:
                callback(self)
            except Exception:
                log(f"exception calling callback for {self!r}")

    def cancel(self):
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        with self._condition:
            return self._state == RUNNING

    def done(self):
        with self._condition:
            return self._state in _DONE

    def add_done_callback(self, fn):
        with self._condition:
            if self._state not in _DONE:
                self._done_callbacks.append(fn)
                return
        try:
            fn(self)
        except Exception:
            log(f"exception calling callback for {self!r}")

    def _end(self):
        """How the future has ended, or None; called with the condition held."""
        return FINISHED if self._state == FINISHED else CANCELLED if self._state in _DONE else None

    def __get_result(self):
        if self._exception is not None:
            try:
                raise self._exception
            finally:
                # A raised exception refers to this frame, and must not keep the future alive.
                self = None
        return self._result

    def result(self, timeout=None):
        try:
            with self._condition:
                if self._state not in _DONE:
                    self._condition.wait(timeout)
                state = self._end()
                if state == CANCELLED:
                    raise CancelledError()
                if state is None:
                    raise TimeoutError()
                return self.__get_result()
        finally:
            self = None

    def exception(self, timeout=None):
        with self._condition:
            if self._state not in _DONE:
                self._condition.wait(timeout)
            state = self._end()
            if state == CANCELLED:
                raise CancelledError()
            if state is None:
                raise TimeoutError()
            return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add_cancelled(self)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)

    def _finish(self, result, exception):
        with self._condition:
            if self._state in _DONE:
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result, self._exception = result, exception
            self._state = FINISHED
            for waiter in self._waiters:
                waiter.add_finished(self)
            self._condition.notify_all()
        self._invoke_callbacks()

    __class_getitem__ = classmethod(types.GenericAlias)


class _Waiter:
    """Counts futures that end."""

    def __init__(self, pending, stop_on_exception=False, first=False):
        self.event = threading.Event()
        self.finished = []
        self.lock = threading.Lock()
        self.pending = pending
        self.stop_on_exception = stop_on_exception
        self.first = first

    def add_finished(self, future):
        with self.lock:
            self.finished.append(future)
            self.pending -= 1
            failed = self.stop_on_exception and future._exception is not None
            if self.first or failed or self.pending <= 0:
                self.event.set()

    add_cancelled = add_finished


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Waits for futures; returns those that are done and those that are not."""
    fs = set(fs)
    done = {f for f in fs if f._state in _SETTLED}
    not_done = fs - done
    if return_when == FIRST_COMPLETED and done:
        return DoneAndNotDoneFutures(done, not_done)
    if return_when == FIRST_EXCEPTION and any(not f.cancelled() and f.exception() is not None for f in done):
        return DoneAndNotDoneFutures(done, not_done)
    if not not_done:
        return DoneAndNotDoneFutures(done, not_done)
    waiter = _create_and_install_waiters(not_done, return_when)
    waiter.event.wait(timeout)
    _remove(waiter, not_done)
    done = {f for f in fs if f._state in _SETTLED}
    return DoneAndNotDoneFutures(done, fs - done)


def _create_and_install_waiters(fs, return_when):
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    waiter = _Waiter(len(fs), return_when == FIRST_EXCEPTION, return_when == FIRST_COMPLETED)
    _install(waiter, fs)
    return waiter


def _install(waiter, fs):
    for future in fs:
        with future._condition:
            if future._state in _SETTLED:
                waiter.add_finished(future)
            else:
                future._waiters.append(waiter)


def _remove(waiter, fs):
    for future in fs:
        with future._condition:
            if waiter in future._waiters:
                future._waiters.remove(waiter)


def as_completed(fs, timeout=None):
    """Yields futures as they end."""
    end = None if timeout is None else timeout + time.monotonic()
    fs = set(fs)
    total = len(fs)
    finished = [f for f in fs if f._state in _SETTLED]
    pending = fs - set(finished)
    fs = None
    waiter = _Waiter(len(pending), first=True)
    _install(waiter, pending)
    try:
        # What is yielded belongs to the caller alone.
        while finished:
            yield finished.pop()
        while pending:
            remaining = None
            if end is not None:
                remaining = end - time.monotonic()
                if remaining < 0:
                    raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
            waiter.event.wait(remaining)
            with waiter.lock:
                finished = [future for future in reversed(waiter.finished) if future in pending]
                waiter.finished = []
                waiter.event.clear()
            pending.difference_update(finished)
            while finished:
                yield finished.pop()
    finally:
        _remove(waiter, pending)


def _result_or_cancel(fut, timeout=None):
    try:
        return fut.result(timeout)
    finally:
        fut.cancel()
        # A raised exception refers to this frame, and must not keep the future alive.
        del fut


class Executor:
    """Makes calls elsewhere."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        if buffersize is not None and not isinstance(buffersize, int):
            raise TypeError("buffersize must be an integer or None")
        if buffersize is not None and buffersize < 1:
            raise ValueError("buffersize must be None or > 0")
        end = None if timeout is None else timeout + time.monotonic()
        zipped = zip(*iterables)
        fs = collections.deque()
        for args in zipped:
            fs.append(self.submit(fn, *args))
            if buffersize is not None and len(fs) >= buffersize:
                break

        # A generator of its own: `map` makes its calls at once.
        def result_iterator():
            try:
                fs.reverse()
                while fs:
                    if buffersize is not None:
                        for args in zipped:
                            fs.appendleft(self.submit(fn, *args))
                            break
                    if end is None:
                        yield _result_or_cancel(fs.pop())
                    else:
                        yield _result_or_cancel(fs.pop(), end - time.monotonic())
            finally:
                for future in fs:
                    future.cancel()
        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
