"""Calls in processes."""

import itertools
import os
import threading
import multiprocessing
from multiprocessing.connection import wait as _wait
from . import _base

_executors = []


def _python_exit():
    for executor in list(_executors):
        executor.shutdown(wait=True)


threading._register_atexit(_python_exit)
# A forked child has no part in its parent's executors.
os.register_at_fork(after_in_child=_executors.clear)


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


def _process_worker(calls, results, initializer, initargs, max_tasks):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            import sys
            from traceback import format_exc
            sys.stderr.write("Exception in initializer:\n" + format_exc())
            return
    done = 0
    while True:
        item = calls.get()
        if item is None:
            return
        number, fn, args, kwargs = item
        try:
            outcome = (number, True, fn(*args, **kwargs))
        except BaseException as error:
            outcome = (number, False, _ExceptionWithTraceback(error, error.__traceback__))
        try:
            results.put(outcome)
        except BaseException as error:
            results.put((number, False, _ExceptionWithTraceback(error, error.__traceback__)))
        del item, outcome, fn, args, kwargs
        done += 1
        if max_tasks is not None and done >= max_tasks:
            results.put(os.getpid())
            return


def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _chain_from_iterable_of_lists(iterable):
    for element in iterable:
        element.reverse()
        while element:
            yield element.pop()


class ProcessPoolExecutor(_base.Executor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
        self._max_workers = max_workers
        self._mp_context = mp_context or multiprocessing.get_context()
        self._initializer = initializer
        self._initargs = initargs
        self._max_tasks_per_child = max_tasks_per_child
        self._processes = {}
        self._pending = {}
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._shutdown = False
        self._broken = False
        self._manager = None
        self._ended = threading.Event()
        self._calls = self._mp_context.SimpleQueue()
        self._outcomes = self._mp_context.SimpleQueue()

    def submit(self, fn, /, *args, **kwargs):
        with self._lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            future = _base.Future()
            number = next(self._numbers)
            self._pending[number] = future
            if len(self._processes) < self._max_workers and len(self._processes) < len(self._pending):
                self._start_process()
            if self._manager is None:
                _executors.append(self)
                self._manager = threading.Thread(target=self._manage, daemon=True)
                self._manager.start()
            self._send(number, future, (number, fn, args, kwargs))
            return future

    def _send(self, number, future, item):
        from multiprocessing import reduction
        try:
            data = reduction.dumps(item)
        except Exception as error:
            del self._pending[number]
            future.set_running_or_notify_cancel()
            future.set_exception(error)
            return
        future.set_running_or_notify_cancel()
        self._calls._handle.put(*data)

    def _start_process(self):
        arguments = (self._calls, self._outcomes, self._initializer, self._initargs, self._max_tasks_per_child)
        process = self._mp_context.Process(target=_process_worker, args=arguments)
        process.start()
        self._processes[process.pid] = process

    def _manage(self):
        """Gives results to their futures, and notices workers that end."""
        while True:
            sentinels = [process.sentinel for process in self._processes.values()]
            ready = _wait([self._outcomes, *sentinels])
            if self._outcomes in ready:
                outcome = self._outcomes.get()
                if outcome is None:
                    break
                if isinstance(outcome, int):
                    self._replace(outcome)
                    continue
                number, success, value = outcome
                with self._lock:
                    future = self._pending.pop(number, None)
                if future is not None:
                    if success:
                        future.set_result(value)
                    else:
                        future.set_exception(value)
            elif ready:
                self._break()
                break
            with self._lock:
                if self._shutdown and not self._pending:
                    break
        self._end_workers()
        self._ended.set()

    def _replace(self, pid):
        process = self._processes.pop(pid)
        process.join()
        with self._lock:
            if self._pending and not self._shutdown or len(self._pending) > len(self._processes):
                self._start_process()

    def _break(self):
        message = ("A process in the process pool was terminated abruptly while the future was running or pending.")
        with self._lock:
            self._broken = ("A child process terminated abruptly, the process pool is not usable anymore")
            self._shutdown = True
            pending, self._pending = self._pending, {}
        for future in pending.values():
            future.set_exception(BrokenProcessPool(message))
        for process in self._processes.values():
            process.terminate()

    def _end_workers(self):
        for _ in self._processes:
            self._calls.put(None)
        for process in self._processes.values():
            process.join()

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        from functools import partial
        chunks = itertools.batched(zip(*iterables), chunksize)
        results = super().map(partial(_process_chunk, fn), chunks, timeout=timeout, buffersize=buffersize)
        return _chain_from_iterable_of_lists(results)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._lock:
            if self in _executors:
                _executors.remove(self)
            first = not self._shutdown
            self._shutdown = True
            if cancel_futures:
                for number in [n for n, future in self._pending.items() if future.cancel()]:
                    del self._pending[number]
            idle = not self._pending
            manager = self._manager
        if manager is None:
            return
        if first and idle:
            self._outcomes.put(None)
        if wait:
            manager.join()

    def terminate_workers(self):
        self._stop(lambda process: process.terminate())

    def kill_workers(self):
        self._stop(lambda process: process.kill())

    def _stop(self, stop):
        processes = list(self._processes.values())
        self.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            if process.is_alive():
                stop(process)
