"""Calls in processes."""

import collections
import os
import threading
import multiprocessing
from functools import partial
from itertools import batched, count
from _weakref_core import ref
from multiprocessing.connection import wait as _wait
from multiprocessing.queues import Queue
from . import _base

# So many calls more than there are processes are sent ahead, so that no process waits for its next one. Those can no
# longer be cancelled.
EXTRA_QUEUED_CALLS = 1

_managers = set()
_global_shutdown = False


def _python_exit():
    global _global_shutdown
    _global_shutdown = True
    for manager in list(_managers):
        manager.wake()
        manager.join()


threading._register_atexit(_python_exit)
# A forked child has no part in its parent's executors.
os.register_at_fork(after_in_child=_managers.clear)


class BrokenProcessPool(_base.BrokenExecutor):
    """A process of the pool has ended by itself."""


class _RemoteTraceback(Exception):
    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _ExceptionWithTraceback:
    def __init__(self, exc, tb):
        from traceback import format_exception
        text = "".join(format_exception(type(exc), exc, tb))
        self.exc = exc
        self.exc.__traceback__ = None
        self.tb = f'\n"""\n{text}"""'

    def __reduce__(self):
        return _rebuild_exc, (self.exc, self.tb)


def _rebuild_exc(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


class _CallItem:
    """What a process is to do. Where it cannot be pickled, notes of the exception name its attributes."""

    def __init__(self, work_id, fn, args, kwargs):
        self.work_id, self.fn, self.args, self.kwargs = work_id, fn, args, kwargs


class _ResultItem:
    """How that went."""

    def __init__(self, work_id, exception=None, result=None, exit_pid=None):
        self.work_id, self.exception, self.result, self.exit_pid = work_id, exception, result, exit_pid


def _process_worker(calls, results, initializer, initargs, max_tasks=None):
    """What a process does: calls, until there is None in their place or it has done enough."""
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base.log("Exception in initializer:", "CRITICAL")
            return
    done = 0
    while (call_item := calls.get()) is not None:
        number = call_item.work_id
        done += 1
        leaving = os.getpid() if done == max_tasks else None
        try:
            # The line stands in the traceback of every call that fails: it reads as in CPython's.
            r = call_item.fn(*call_item.args, **call_item.kwargs)
            outcome = _ResultItem(number, result=r, exit_pid=leaving)
        except BaseException as error:
            outcome = _ResultItem(number, _ExceptionWithTraceback(error, error.__traceback__), exit_pid=leaving)
        try:
            results.put(outcome)
        except BaseException as error:
            error = _ExceptionWithTraceback(error, error.__traceback__)
            results.put(_ResultItem(number, error, exit_pid=leaving))
        if leaving is not None:
            return
        # What the call was about must not live until the next one.
        call_item = r = outcome = None


def _check_system_limits():
    """Raises NotImplementedError where there are too few semaphores: the kernel has as many as are wanted."""


def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _chain_from_iterable_of_lists(iterable):
    for element in iterable:
        element.reverse()
        while element:
            yield element.pop()


class _CallQueue(Queue):
    """The way to the processes. A call that cannot be pickled fails."""

    def __init__(self, executor):
        super().__init__(ctx=executor._mp_context)
        self._pending = executor._pending_work_items
        self._wake = executor._wake

    def _on_queue_feeder_error(self, error, obj):
        if obj is None:
            return super()._on_queue_feeder_error(error, obj)
        from traceback import format_exception
        error.__cause__ = _RemoteTraceback(f'\n"""\n{"".join(format_exception(error))}"""')
        call = self._pending.pop(obj.work_id, None)
        self._wake()
        if call is not None:
            call[0].set_exception(error)


class _WorkerEnded(Exception):
    """A process has ended that should not have."""


class _Manager(threading.Thread):
    """Sends calls to the processes, gives their results to the futures, and notices processes that end by themselves."""

    def __init__(self, executor):
        super().__init__()
        self.wake = executor._wake
        self.executor = ref(executor, lambda _, wake=executor._wake: wake())
        self.lock = executor._shutdown_lock
        self.processes = executor._processes
        self.calls = executor._call_queue
        self.results = executor._result_queue
        self.pending = executor._pending_work_items
        self.waiting = executor._work_ids
        self.most_workers = executor._max_workers

    def run(self):
        try:
            while not self.is_over():
                self.send_calls()
                self.take(self.next_outcome())
            self.end_workers()
        except _WorkerEnded:
            self.fail(None)
        except BaseException as error:
            from traceback import format_exception
            self.fail("".join(format_exception(error)))
        finally:
            _managers.discard(self)

    def is_over(self):
        executor = self.executor()
        ending = _global_shutdown or executor is None or executor._shutdown_thread
        if ending:
            if executor is not None:
                executor._shutdown_thread = True
            # Those that are cancelled are not to be waited for.
            self.send_calls()
        return ending and not self.pending

    def send_calls(self):
        """Sends calls as long as there is room for them."""
        with self.lock:
            while self.waiting and self.sent() < self.most_workers + len(self.processes) + EXTRA_QUEUED_CALLS:
                number = self.waiting.popleft()
                future, *call = self.pending[number]
                if future.set_running_or_notify_cancel():
                    self.calls.put(_CallItem(number, *call))
                else:
                    del self.pending[number]

    def sent(self):
        return len(self.pending) - len(self.waiting)

    def next_outcome(self):
        """Waits for a result, or None where something else is to be seen to."""
        sentinels = [process.sentinel for process in list(self.processes.values())]
        if self.results not in _wait([self.results, *sentinels]):
            raise _WorkerEnded
        return self.results.get()

    def take(self, outcome):
        if outcome is None:
            return
        leaving = outcome.exit_pid
        call = self.pending.pop(outcome.work_id, None)
        if call is not None:
            if outcome.exception is None:
                call[0].set_result(outcome.result)
            else:
                call[0].set_exception(outcome.exception)
        if leaving is not None:
            self.processes.pop(leaving).join()
        executor = self.executor()
        if executor is None:
            return
        with self.lock:
            if leaving is None:
                executor._idle_workers += 1
            else:
                executor._adjust_process_count()

    def end_workers(self):
        for _ in self.processes:
            self.calls.put(None)
        self.calls.close()
        self.calls.join_thread()
        for process in self.processes.values():
            process.join()

    def fail(self, cause):
        """Ends everything: a process that died may have held what the others need."""
        error = BrokenProcessPool("A process in the process pool was terminated abruptly "
                                  "while the future was running or pending.")
        if cause is not None:
            error.__cause__ = _RemoteTraceback(f"\n'''\n{cause}'''")
        with self.lock:
            executor = self.executor()
            if executor is not None:
                executor._broken = "A child process terminated abruptly, the process pool is not usable anymore"
                executor._shutdown_thread = True
            pending = list(self.pending.values())
            self.pending.clear()
            self.waiting.clear()
        for future, *_ in pending:
            try:
                future.set_exception(error)
            except _base.InvalidStateError:
                # It was cancelled.
                pass
        self.calls.cancel_join_thread()
        self.calls.close()
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.join()


class ProcessPoolExecutor(_base.Executor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if mp_context is None:
            mp_context = multiprocessing.get_context("spawn" if max_tasks_per_child is not None else None)
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._forks = mp_context.get_start_method(allow_none=False) == "fork"
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
            if self._forks:
                raise ValueError("max_tasks_per_child is incompatible with the 'fork' multiprocessing start method; "
                                 "supply a different mp_context.")
        self._max_workers = max_workers
        self._mp_context = mp_context
        self._initializer = initializer
        self._initargs = initargs
        self._max_tasks_per_child = max_tasks_per_child
        self._processes = {}
        # Those that are free for a call, and that no call has been promised to.
        self._idle_workers = 0
        # By number: the future, and what it is the result of. Those that wait for room come in `_work_ids` too.
        self._pending_work_items = {}
        self._work_ids = collections.deque()
        self._numbers = count()
        self._shutdown_lock = threading.RLock()
        self._shutdown_thread = False
        self._broken = False
        self._executor_manager_thread = None
        self._result_queue = mp_context.SimpleQueue()
        self._wake = partial(self._result_queue.put, None)
        self._call_queue = _CallQueue(self)

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown_thread:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _global_shutdown:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            number = next(self._numbers)
            self._pending_work_items[number] = future, fn, args, kwargs
            self._work_ids.append(number)
            started = self._adjust_process_count()
            manager = self._executor_manager_thread
            if manager is None:
                manager = self._executor_manager_thread = _Manager(self)
                _managers.add(manager)
                manager.start()
            elif started:
                # It has to watch the new process, too.
                self._wake()
            manager.send_calls()
            return future

    def _adjust_process_count(self):
        """Starts a process where none is free for a call, with `fork` all of them before there are threads."""
        if self._processes is None:
            # The executor was shut down, and nobody waits for the rest of the calls.
            return False
        missing = self._max_workers - len(self._processes)
        if not self._forks:
            if self._idle_workers > 0:
                self._idle_workers -= 1
                return False
            missing = min(missing, 1)
        for _ in range(missing):
            self._spawn_process()
        return missing > 0

    def _spawn_process(self):
        arguments = (self._call_queue, self._result_queue, self._initializer, self._initargs, self._max_tasks_per_child)
        process = self._mp_context.Process(target=_process_worker, args=arguments)
        process.start()
        self._processes[process.pid] = process

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        chunks = batched(zip(*iterables), chunksize)
        results = super().map(partial(_process_chunk, fn), chunks, timeout=timeout, buffersize=buffersize)
        return _chain_from_iterable_of_lists(results)

    def shutdown(self, wait=True, *, cancel_futures=False):
        cancelled = []
        with self._shutdown_lock:
            self._shutdown_thread = True
            if cancel_futures:
                cancelled = [self._pending_work_items.pop(number)[0] for number in self._work_ids]
                self._work_ids.clear()
            manager = self._executor_manager_thread
        for future in cancelled:
            if future.cancel():
                future.set_running_or_notify_cancel()
        if manager is not None:
            self._wake()
            if wait:
                manager.join()
        # What a process ends with is freed although the executor is still there.
        self._executor_manager_thread = self._call_queue = self._processes = None

    def terminate_workers(self):
        """Sends SIGTERM to all processes; the executor cannot be used after that."""
        self._stop(lambda process: process.terminate())

    def kill_workers(self):
        """Sends SIGKILL to all processes; the executor cannot be used after that."""
        self._stop(lambda process: process.kill())

    def _stop(self, stop):
        processes = list((self._processes or {}).values())
        self.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            if process.is_alive():
                stop(process)
