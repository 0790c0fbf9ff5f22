"""Locks, semaphores, conditions, events and barriers between processes."""

import _multiprocessing
import threading
from time import monotonic as _monotonic
from . import context, process, util

__all__ = ["Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event", "Barrier"]

RECURSIVE_MUTEX, SEMAPHORE = 0, 1
SEM_VALUE_MAX = _multiprocessing.SEM_VALUE_MAX


class SemLock:
    """What locks and semaphores have in common."""

    def __init__(self, kind, value, maxvalue, *, ctx, shown=None):
        self._semlock = _multiprocessing.SemLock(kind, value, maxvalue, shown or type(self).__name__)
        util.debug("created semlock with handle %s", self._semlock.handle)
        self._make_methods()

    def _make_methods(self):
        self.acquire = self._semlock.acquire
        self.release = self._semlock.release

    def __enter__(self):
        return self._semlock.__enter__()

    def __exit__(self, *args):
        return self._semlock.__exit__(*args)

    def locked(self):
        """Whether nobody can acquire it at the moment."""
        return self._semlock._is_zero()

    def __getstate__(self):
        context.assert_spawning(self)
        return self._semlock.kind, self._semlock.maxvalue, *self._semlock._id()

    def __setstate__(self, state):
        self._semlock = _multiprocessing.SemLock._rebuild(*state)
        util.debug("recreated blocker with handle %r", self._semlock.handle)
        self._make_methods()

    def _owner(self):
        try:
            if self._semlock._is_mine():
                name = process.current_process().name
                thread = threading.current_thread().name
                return name if thread == "MainThread" else f"{name}|{thread}"
            if not self._semlock._is_zero():
                return "None"
            return "SomeOtherThread" if self._semlock._count() > 0 else "SomeOtherProcess"
        except Exception:
            return "unknown"


class Semaphore(SemLock):
    def __init__(self, value=1, *, ctx, shown=None):
        SemLock.__init__(self, SEMAPHORE, value, SEM_VALUE_MAX, ctx=ctx, shown=shown)

    def get_value(self):
        return self._semlock._get_value()

    def __repr__(self):
        try:
            value = self._semlock._get_value()
        except Exception:
            value = "unknown"
        return f"<{type(self).__name__}(value={value})>"


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1, *, ctx):
        SemLock.__init__(self, SEMAPHORE, value, value, ctx=ctx)

    def __repr__(self):
        try:
            value = self._semlock._get_value()
        except Exception:
            value = "unknown"
        return f"<{type(self).__name__}(value={value}, maxvalue={self._semlock.maxvalue})>"


class Lock(SemLock):
    def __init__(self, *, ctx):
        SemLock.__init__(self, SEMAPHORE, 1, 1, ctx=ctx)

    def __repr__(self):
        return f"<{type(self).__name__}(owner={self._owner()})>"


class RLock(SemLock):
    def __init__(self, *, ctx):
        SemLock.__init__(self, RECURSIVE_MUTEX, 1, 1, ctx=ctx)

    def __repr__(self):
        name = self._owner()
        count = self._semlock._count() if self._semlock._is_mine() else 0
        if name.startswith("SomeOther"):
            count = "nonzero"
        return f"<{type(self).__name__}({name}, {count})>"


class Condition:
    """Lets processes wait until another tells them that something has changed.

    Sleepers count themselves in one semaphore, take their turn from a second and report in a third
    that they woke, so that a notification reaches exactly those who slept when it was given.
    """

    def __init__(self, lock=None, *, ctx, shown="a notification of Condition"):
        self._lock = lock or ctx.RLock()
        # What reports say that those wait for who wait in vain.
        semaphores = [Semaphore(0, ctx=ctx, shown=shown) for _ in range(3)]
        self._sleeping_count, self._woken_count, self._wait_semaphore = semaphores
        self._make_methods()

    def __getstate__(self):
        context.assert_spawning(self)
        return self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore

    def __setstate__(self, state):
        self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore = state
        self._make_methods()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def _make_methods(self):
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self.locked = self._lock.locked

    def __repr__(self):
        try:
            waiters = self._sleeping_count.get_value() - self._woken_count.get_value()
        except Exception:
            waiters = "unknown"
        return f"<{type(self).__name__}({self._lock}, {waiters})>"

    def wait(self, timeout=None):
        assert self._lock._semlock._is_mine(), "must acquire() condition before using wait()"
        self._sleeping_count.release()
        count = self._lock._semlock._count()
        for _ in range(count):
            self._lock.release()
        try:
            return self._wait_semaphore.acquire(True, timeout)
        finally:
            self._woken_count.release()
            for _ in range(count):
                self._lock.acquire()

    def notify(self, n=1):
        assert self._lock._semlock._is_mine(), "lock is not owned"
        assert not self._wait_semaphore.acquire(False), (
            "notify: Should not have been able to acquire _wait_semaphore")
        # Those whose time was up have woken without a notification.
        while self._woken_count.acquire(False):
            slept = self._sleeping_count.acquire(False)
            assert slept, "notify: Bug in sleeping_count.acquire- res should not be False"
        sleepers = 0
        while sleepers < n and self._sleeping_count.acquire(False):
            self._wait_semaphore.release()
            sleepers += 1
        for _ in range(sleepers):
            self._woken_count.acquire()
        # A sleeper whose time was up meanwhile has left its turn.
        while sleepers and self._wait_semaphore.acquire(False):
            pass

    def notify_all(self):
        self.notify(n=SEM_VALUE_MAX)

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if result:
            return result
        end = None if timeout is None else _monotonic() + timeout
        remaining = timeout
        while not result:
            if end is not None:
                remaining = end - _monotonic()
                if remaining <= 0:
                    break
            self.wait(remaining)
            result = predicate()
        return result


class Event:
    """A flag that processes can wait for."""

    def __init__(self, *, ctx):
        self._cond = Condition(ctx.Lock(), ctx=ctx, shown="the set() of Event")
        self._flag = ctx.Semaphore(0)

    def _test(self):
        if self._flag.acquire(False):
            self._flag.release()
            return True
        return False

    def is_set(self):
        with self._cond:
            return self._test()

    def set(self):
        with self._cond:
            self._flag.acquire(False)
            self._flag.release()
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        with self._cond:
            if not self._test():
                self._cond.wait(timeout)
            return self._test()

    def __repr__(self):
        status = "set" if self.is_set() else "unset"
        return f"<{type(self).__qualname__} at {id(self):#x} {status}>"


class Barrier(threading.Barrier):
    """Lets processes go on together once enough of them have come."""

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._cond = Condition(ctx=ctx, shown="the others at Barrier")
        self._memory = _multiprocessing.Memory(bytes(8))

    def __getstate__(self):
        return self._parties, self._action, self._timeout, self._cond, self._memory._id()

    def __setstate__(self, state):
        self._parties, self._action, self._timeout, self._cond, (pid, count) = state
        self._memory = _multiprocessing.Memory._rebuild(8, pid, count)

    @property
    def _state(self):
        return self._memory.load(0, "i")

    @_state.setter
    def _state(self, value):
        self._memory.store(0, "i", value)

    @property
    def _count(self):
        return self._memory.load(4, "i")

    @_count.setter
    def _count(self, value):
        self._memory.store(4, "i", value)
