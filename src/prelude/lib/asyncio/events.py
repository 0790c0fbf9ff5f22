"""Handles of scheduled callbacks, the running loop of each thread, and the policy that makes loops."""

import contextvars
import threading

from . import format_helpers

__all__ = (
    "AbstractEventLoop", "Handle", "TimerHandle", "get_event_loop", "get_event_loop_policy", "get_running_loop",
    "new_event_loop", "set_event_loop", "set_event_loop_policy", "_get_running_loop", "_set_running_loop",
)


class Handle:
    """A callback that a loop will call."""

    __slots__ = ("_callback", "_args", "_cancelled", "_loop", "_context", "_source_traceback", "_repr", "__weakref__")

    def __init__(self, callback, args, loop, context=None):
        self._callback = callback
        self._args = args
        self._loop = loop
        self._context = contextvars.copy_context() if context is None else context
        self._cancelled = False
        self._source_traceback = None
        self._repr = None

    def _repr_info(self):
        info = [self.__class__.__name__]
        if self._cancelled:
            info.append("cancelled")
        if self._callback is not None:
            info.append(format_helpers._format_callback_source(self._callback, self._args))
        return info

    def __repr__(self):
        return self._repr or f"<{' '.join(self._repr_info())}>"

    def get_context(self):
        return self._context

    def cancel(self):
        if not self._cancelled:
            self._cancelled = True
            if self._loop.get_debug():
                self._repr = repr(self)
            self._callback = self._args = None

    def cancelled(self):
        return self._cancelled

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            source = format_helpers._format_callback_source(self._callback, self._args)
            self._loop.call_exception_handler(
                {"message": f"Exception in callback {source}", "exception": error, "handle": self}
            )


class TimerHandle(Handle):
    """A callback with the time when it is due."""

    __slots__ = ("_when", "_scheduled")

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when
        self._scheduled = False

    def _repr_info(self):
        info = super()._repr_info()
        info.insert(2 if self._cancelled else 1, f"when={self._when}")
        return info

    def when(self):
        return self._when

    def cancel(self):
        if not self._cancelled:
            self._loop._timer_handle_cancelled(self)
        super().cancel()

    def _key(self):
        return self._when, self._callback, self._args, self._cancelled

    def __hash__(self):
        return hash(self._when)

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, TimerHandle) else NotImplemented

    def __lt__(self, other):
        return self._when < other._when if isinstance(other, TimerHandle) else NotImplemented

    def __le__(self, other):
        return self < other or self == other if isinstance(other, TimerHandle) else NotImplemented

    def __gt__(self, other):
        return self._when > other._when if isinstance(other, TimerHandle) else NotImplemented

    def __ge__(self, other):
        return self > other or self == other if isinstance(other, TimerHandle) else NotImplemented


class AbstractEventLoop:
    """What every event loop is an instance of."""


class _Here(threading.local):
    running = None
    set = None


_here = _Here()


def _get_running_loop():
    return _here.running


def _set_running_loop(loop):
    _here.running = loop


def get_running_loop():
    """The loop that runs in this thread; RuntimeError if none does."""
    loop = _here.running
    if loop is None:
        raise RuntimeError("no running event loop")
    return loop


class _AbstractEventLoopPolicy:
    """Which loop belongs to a thread, and how one is made."""

    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError


class _DefaultEventLoopPolicy(_AbstractEventLoopPolicy):
    def get_event_loop(self):
        if _here.set is None:
            name = threading.current_thread().name
            raise RuntimeError(f"There is no current event loop in thread {name!r}.")
        return _here.set

    def set_event_loop(self, loop):
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            name = type(loop).__name__
            raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{name}'")
        _here.set = loop

    def new_event_loop(self):
        from .base_events import EventLoop

        return EventLoop()


_policy = _DefaultEventLoopPolicy()


def _get_event_loop_policy():
    return _policy


def _set_event_loop_policy(policy):
    global _policy
    if policy is not None and not isinstance(policy, _AbstractEventLoopPolicy):
        name = type(policy).__name__
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{name}'")
    _policy = policy or _DefaultEventLoopPolicy()


get_event_loop_policy = _get_event_loop_policy
set_event_loop_policy = _set_event_loop_policy


def get_event_loop():
    """The running loop, or the one that was set for the thread."""
    return _here.running or _policy.get_event_loop()


def set_event_loop(loop):
    _policy.set_event_loop(loop)


def new_event_loop():
    return _policy.new_event_loop()
