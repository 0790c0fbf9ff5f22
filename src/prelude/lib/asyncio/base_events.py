"""The event loop. Where nothing is ready it waits for a lock with a timeout, as any thread may: the process
sleeps until the next timer is due or another thread calls `call_soon_threadsafe`."""

import _thread
import collections
import concurrent.futures
import heapq
import inspect
import sys
import threading
import time
import warnings
import weakref

from . import coroutines, events, exceptions, format_helpers, futures, tasks
from .log import logger

__all__ = ("BaseEventLoop", "EventLoop", "SelectorEventLoop")

# Timers that were cancelled are swept out once they are this many and half of all.
_MANY_CANCELLED = 100


class BaseEventLoop(events.AbstractEventLoop):
    """Calls callbacks one after another, when they are due."""

    def __init__(self):
        self._ready = collections.deque()
        self._scheduled = []
        self._cancelled_timers = 0
        self._signal = _thread.allocate_lock()
        self._signal.acquire()
        self._thread_id = None
        self._stopping = False
        self._closed = False
        self._debug = coroutines._is_debug_mode()
        self.slow_callback_duration = 0.1
        self._exception_handler = None
        self._task_factory = None
        self._default_executor = None
        self._executor_shut_down = False
        self._asyncgens = weakref.WeakSet()
        self._asyncgens_shut_down = False

    def __repr__(self):
        name = self.__class__.__name__
        return f"<{name} running={self.is_running()} closed={self.is_closed()} debug={self.get_debug()}>"

    # Running.

    def run_forever(self):
        self._check_closed()
        self._check_running()
        outer = events._get_running_loop()
        self._thread_id = threading.get_ident()
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(self._asyncgen_begins, self._asyncgen_dies)
        events._set_running_loop(self)
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._thread_id = None
            sys.set_asyncgen_hooks(*hooks)
            events._set_running_loop(outer)

    def run_until_complete(self, future):
        self._check_closed()
        self._check_running()
        made_here = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if made_here:
            future._log_destroy_pending = False
        future.add_done_callback(_stop_loop_of)
        try:
            self.run_forever()
        except BaseException:
            if made_here and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_stop_loop_of)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def stop(self):
        self._stopping = True

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        self._executor_shut_down = True
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    def is_running(self):
        return self._thread_id is not None

    def is_closed(self):
        return self._closed

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def _check_running(self):
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if events._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def _run_once(self):
        self._drop_cancelled_timers()
        self._wait()
        now = self.time()
        scheduled, ready = self._scheduled, self._ready
        while scheduled and scheduled[0]._when <= now:
            handle = heapq.heappop(scheduled)
            handle._scheduled = False
            ready.append(handle)
        # What these callbacks schedule runs the next time.
        for _ in range(len(ready)):
            handle = ready.popleft()
            if handle._cancelled:
                continue
            if self._debug:
                self._run_timed(handle)
            else:
                handle._run()

    def _run_timed(self, handle):
        begin = self.time()
        handle._run()
        taken = self.time() - begin
        if taken >= self.slow_callback_duration:
            logger.warning("Executing %s took %.3f seconds", _described(handle), taken)

    def _wait(self):
        """Waits until a callback is ready or due."""
        if self._ready or self._stopping:
            return
        if not self._scheduled:
            self._signal.acquire()
            return
        timeout = self._scheduled[0]._when - self.time()
        if timeout > 0:
            self._signal.acquire(True, min(timeout, _thread.TIMEOUT_MAX))

    def _drop_cancelled_timers(self):
        scheduled = self._scheduled
        if self._cancelled_timers > _MANY_CANCELLED and self._cancelled_timers * 2 > len(scheduled):
            for handle in scheduled:
                handle._scheduled = not handle._cancelled
            scheduled[:] = [handle for handle in scheduled if not handle._cancelled]
            heapq.heapify(scheduled)
            self._cancelled_timers = 0
        while scheduled and scheduled[0]._cancelled:
            self._cancelled_timers -= 1
            heapq.heappop(scheduled)._scheduled = False

    def _timer_handle_cancelled(self, handle):
        if handle._scheduled:
            self._cancelled_timers += 1

    # Scheduling.

    def time(self):
        return time.monotonic()

    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_soon")
        handle = events.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        handle = events.Handle(callback, args, self, context)
        self._ready.append(handle)
        self._wake()
        return handle

    def _wake(self):
        try:
            self._signal.release()
        except RuntimeError:
            # Another thread has woken it already.
            pass

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        handle = events.TimerHandle(when, callback, args, self, context)
        heapq.heappush(self._scheduled, handle)
        handle._scheduled = True
        return handle

    def _check_thread(self):
        if self._thread_id is not None and self._thread_id != threading.get_ident():
            raise RuntimeError("Non-thread-safe operation invoked on an event loop other than the current one")

    def _check_callback(self, callback, method):
        if coroutines.iscoroutine(callback) or inspect.iscoroutinefunction(callback):
            raise TypeError(f"coroutines cannot be used with {method}()")
        if not callable(callback):
            raise TypeError(f"a callable object was expected by {method}(), got {callback!r}")

    def create_future(self):
        return futures.Future(loop=self)

    def create_task(self, coro, **kwargs):
        self._check_closed()
        if self._task_factory is not None:
            return self._task_factory(self, coro, **kwargs)
        return tasks.Task(coro, loop=self, **kwargs)

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    # Executors.

    def run_in_executor(self, executor, func, *args):
        self._check_closed()
        if self._debug:
            self._check_callback(func, "run_in_executor")
        if executor is None:
            if self._executor_shut_down:
                raise RuntimeError("Executor shutdown has been called")
            if self._default_executor is None:
                self._default_executor = concurrent.futures.ThreadPoolExecutor(thread_name_prefix="asyncio")
            executor = self._default_executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        if not isinstance(executor, concurrent.futures.ThreadPoolExecutor):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        self._executor_shut_down = True
        executor = self._default_executor
        if executor is None:
            return
        future = self.create_future()
        thread = threading.Thread(target=self._shut_down, args=(executor, future))
        thread.start()
        try:
            if timeout is None:
                await future
            else:
                await tasks.wait_for(future, timeout)
        except exceptions.TimeoutError:
            message = f"The executor did not finishing joining its threads within {timeout} seconds."
            warnings.warn(message, RuntimeWarning, stacklevel=2)
            executor.shutdown(wait=False)
        else:
            thread.join()

    def _shut_down(self, executor, future):
        try:
            executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(futures._set_result_unless_cancelled, future, None)
        except Exception as error:
            if not self.is_closed() and not future.cancelled():
                self.call_soon_threadsafe(future.set_exception, error)

    # Asynchronous generators.

    def _asyncgen_begins(self, generator):
        if self._asyncgens_shut_down:
            message = f"asynchronous generator {generator!r} was scheduled after loop.shutdown_asyncgens() call"
            warnings.warn(message, ResourceWarning, source=self)
        self._asyncgens.add(generator)

    def _asyncgen_dies(self, generator):
        self._asyncgens.discard(generator)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, generator.aclose())

    async def shutdown_asyncgens(self):
        """Closes the asynchronous generators that have begun and not ended."""
        self._asyncgens_shut_down = True
        generators = list(self._asyncgens)
        self._asyncgens.clear()
        results = await tasks.gather(*[generator.aclose() for generator in generators], return_exceptions=True)
        for generator, result in zip(generators, results):
            if isinstance(result, Exception):
                message = f"an error occurred during closing of asynchronous generator {generator!r}"
                self.call_exception_handler({"message": message, "exception": result, "asyncgen": generator})

    # What callbacks raise.

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def default_exception_handler(self, context):
        message = context.get("message") or "Unhandled exception in event loop"
        exception = context.get("exception")
        details = False if exception is None else (type(exception), exception, exception.__traceback__)
        lines = [message]
        for key in sorted(context):
            if key not in ("message", "exception"):
                lines.append(f"{key}: {context[key]!r}")
        logger.error("\n".join(lines), exc_info=details)

    def call_exception_handler(self, context):
        handler = self._exception_handler
        if handler is None:
            self._handle_by_default(context, "Exception in default exception handler")
            return
        try:
            handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            outer = {"message": "Unhandled error in exception handler", "exception": error, "context": context}
            self._handle_by_default(outer, "Exception in default exception handler while handling an unexpected error "
                                    "in custom exception handler")

    def _handle_by_default(self, context, complaint):
        try:
            self.default_exception_handler(context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            logger.error(complaint, exc_info=True)

    # Debugging.

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    # What a page has not.

    def add_signal_handler(self, sig, callback, *args):
        raise NotImplementedError("signal handlers of event loops are not there")

    def remove_signal_handler(self, sig):
        raise NotImplementedError("signal handlers of event loops are not there")


class EventLoop(BaseEventLoop):
    """The loop that `asyncio.run` uses."""


SelectorEventLoop = EventLoop


def _stop_loop_of(future):
    if not future.cancelled() and isinstance(future.exception(), (SystemExit, KeyboardInterrupt)):
        # It leaves run_forever() itself.
        return
    futures._get_loop(future).stop()


def _described(handle):
    owner = getattr(handle._callback, "__self__", None)
    return repr(owner) if isinstance(owner, tasks.Task) else str(handle)
