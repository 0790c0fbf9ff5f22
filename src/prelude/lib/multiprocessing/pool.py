"""Pools: workers that take tasks from one queue and give results to another."""

import _multiprocessing
import collections
import itertools
import os
import queue
import sys
import threading
import time
import types
from . import get_context, hints, util
from .context import TimeoutError

__all__ = ["Pool", "ThreadPool"]

INIT, RUN, CLOSE, TERMINATE = "INIT", "RUN", "CLOSE", "TERMINATE"

_job_counter = itertools.count()


def mapstar(args):
    return list(map(*args))


def starmapstar(args):
    return list(itertools.starmap(args[0], args[1]))


class RemoteTraceback(Exception):
    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class ExceptionWithTraceback:
    """Carries an exception to another process, with its traceback as its cause's text."""

    def __init__(self, exc, tb):
        from traceback import format_exception
        text = "".join(format_exception(type(exc), exc, tb))
        self.exc = exc
        self.exc.__traceback__ = None
        self.tb = f'\n"""\n{text}"""'

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class MaybeEncodingError(Exception):
    """Stands for a result that cannot be pickled."""

    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return f"Error sending result: '{self.value}'. Reason: '{self.exc}'"

    def __repr__(self):
        return f"<{self.__class__.__name__}: {self!s}>"


def worker(inqueue, outqueue, initializer=None, initargs=(), maxtasks=None, wrap_exception=False):
    """What a worker does: tasks, until there is None in their place or it has done enough."""
    if maxtasks is not None and not (isinstance(maxtasks, int) and maxtasks >= 1):
        raise AssertionError(f"Maxtasks {maxtasks!r} is not valid")
    if initializer is not None:
        initializer(*initargs)
    completed = 0
    while maxtasks is None or completed < maxtasks:
        try:
            task = inqueue.get()
        except (EOFError, OSError):
            util.debug("worker got EOFError or OSError -- exiting")
            break
        if task is None:
            util.debug("worker got sentinel -- exiting")
            break
        job, i, func, args, kwds = task
        try:
            result = (True, func(*args, **kwds))
        except Exception as error:
            if wrap_exception and func is not _helper_reraises_exception:
                error = ExceptionWithTraceback(error, error.__traceback__)
            result = (False, error)
        hints.tell_changed_globals()
        try:
            outqueue.put((job, i, result))
        except Exception as error:
            wrapped = MaybeEncodingError(error, result[1])
            util.debug("Possible encoding error while sending result: %s", wrapped)
            outqueue.put((job, i, (False, wrapped)))
        task = job = result = func = args = kwds = None
        completed += 1
    util.debug("worker exiting after %d tasks", completed)


def _helper_reraises_exception(error):
    raise error


class Pool:
    """Processes that share the work on tasks."""

    _wrap_exception = True

    @staticmethod
    def Process(ctx, *args, **kwds):
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._pool = []
        self._state = INIT
        self._ctx = context or get_context()
        self._maxtasksperchild = maxtasksperchild
        self._initializer = initializer
        self._initargs = initargs
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None:
            if not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0:
                raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._processes = processes
        self._cache = {}
        self._taskqueue = queue.SimpleQueue()
        # What is put into it has the worker handler look again at how things are.
        self._change_notifier = self._ctx.SimpleQueue()
        self._setup_queues()
        try:
            self._repopulate_pool()
        except Exception:
            for process in self._pool:
                if process.exitcode is None:
                    process.terminate()
            for process in self._pool:
                process.join()
            raise
        # What works for the pool must not keep it alive: it ends with whoever made it.
        twin = self._twin()
        self._worker_handler = self._start_handler(twin._handle_workers)
        self._task_handler = self._start_handler(twin._handle_tasks)
        self._result_handler = self._start_handler(twin._handle_results)
        self._state = RUN
        self._terminate = util.Finalize(self, twin._terminate_pool, exitpriority=15)
        util.Finalize(self, twin._warn_of_running)

    def _twin(self):
        """Another object with the same state."""
        twin = object.__new__(type(self))
        twin.__dict__ = self.__dict__
        return twin

    def _setup_queues(self):
        self._inqueue = self._ctx.SimpleQueue()
        self._outqueue = self._ctx.SimpleQueue()
        self._quick_put = self._inqueue._writer.send
        self._quick_get = self._outqueue._reader.recv

    def _start_handler(self, target):
        handler = threading.Thread(target=target, daemon=True)
        handler._state = RUN
        handler.start()
        return handler

    def _repopulate_pool(self):
        self._repopulate_pool_static()

    def _repopulate_pool_static(self):
        """Starts as many workers as are missing."""
        for _ in range(self._processes - len(self._pool)):
            arguments = (self._inqueue, self._outqueue, self._initializer, self._initargs, self._maxtasksperchild,
                         self._wrap_exception)
            process = self.Process(self._ctx, target=worker, args=arguments)
            process.name = process.name.replace("Process", "PoolWorker")
            process.daemon = True
            process.start()
            self._pool.append(process)
            util.debug("added worker")

    def _maintain_pool(self):
        """Replaces workers that have ended."""
        exited = []
        for index, process in reversed([*enumerate(self._pool)]):
            if process.exitcode is not None:
                util.debug("cleaning up worker %d", index)
                process.join()
                exited.append(self._pool.pop(index))
        if exited:
            self._repopulate_pool()
            if any(process.exitcode != 0 for process in exited):
                # Where none can even begin, the pool is not to do nothing but start more.
                time.sleep(0.05)

    def _worker_sentinels(self):
        return [process.sentinel for process in self._pool]

    def _wait_for_updates(self):
        _multiprocessing.wait_any([*self._worker_sentinels(), self._change_notifier._handle], None)
        while not self._change_notifier.empty():
            self._change_notifier.get()

    def _handle_workers(self):
        """Replaces workers that end, until the pool is closed and has nothing left to do."""
        thread = threading.current_thread()
        while thread._state == RUN or (self._cache and thread._state != TERMINATE):
            self._maintain_pool()
            self._wait_for_updates()
        self._taskqueue.put(None)
        util.debug("worker handler exiting")

    def _handle_tasks(self):
        """Hands out the tasks of one job after the other, and then tells the others that there are no more."""
        thread = threading.current_thread()
        while (work := self._taskqueue.get()) is not None:
            tasks, set_length = work
            count = 0
            for task in tasks:
                if thread._state != RUN:
                    break
                try:
                    self._quick_put(task)
                except Exception as error:
                    self._fail(task, error)
                count += 1
            if thread._state != RUN:
                util.debug("task handler found thread._state != RUN")
                break
            if set_length is not None:
                util.debug("doing set_length()")
                set_length(count)
            # What waits for the next job keeps nothing of this one alive.
            work = tasks = task = set_length = None
        else:
            util.debug("task handler got sentinel")
        util.debug("task handler sending sentinel to result handler")
        self._outqueue.put(None)
        util.debug("task handler sending sentinel to workers")
        for _ in list(self._pool):
            self._quick_put(None)
        util.debug("task handler exiting")

    def _fail(self, task, error):
        """A task that cannot be pickled fails alone."""
        job, i, *_ = task
        result = self._cache.get(job)
        if result is not None:
            result._set(i, (False, error))

    def _handle_results(self):
        """Gives results to their jobs, until there are neither tasks nor jobs."""
        thread = threading.current_thread()
        last = False
        while not last or (self._cache and thread._state != TERMINATE):
            try:
                task = self._quick_get()
            except (OSError, EOFError):
                util.debug("result handler got EOFError/OSError -- exiting")
                return
            if thread._state == TERMINATE and not last:
                util.debug("result handler found thread._state=TERMINATE")
                break
            if task is None:
                util.debug("result handler ignoring extra sentinel" if last else "result handler got sentinel")
                last = True
                continue
            job, i, result = task
            try:
                self._cache[job]._set(i, result)
            except KeyError:
                pass
            # What waits for the next result keeps nothing of this one alive.
            task = job = result = None
        self._make_room_for_results()
        util.debug("result handler exiting: len(cache)=%s, thread._state=%s", len(self._cache), thread._state)

    def _make_room_for_results(self):
        """Takes results out that nobody waits for, so that a sentinel has room."""
        util.debug("ensuring that outqueue is not full")
        for _ in range(10):
            if not self._outqueue._reader.poll():
                break
            self._quick_get()

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._taskqueue.put(([(result._job, 0, func, args, kwds)], None))
        return result

    def map(self, func, iterable, chunksize=None):
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, "__len__"):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), len(self._pool) * 4)
            if extra:
                chunksize += 1
        if len(iterable) == 0:
            chunksize = 0
        result = MapResult(self, chunksize, len(iterable), callback, error_callback)
        batches = Pool._get_tasks(func, iterable, chunksize)
        self._taskqueue.put((_guarded_tasks(result._job, mapper, batches), None))
        return result

    @staticmethod
    def _get_tasks(func, it, size):
        it = iter(it)
        while size > 0:
            batch = tuple(itertools.islice(it, size))
            if not batch:
                return
            yield func, batch

    def imap(self, func, iterable, chunksize=1):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        return self._imap(IMapIterator(self), func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        return self._imap(IMapUnorderedIterator(self), func, iterable, chunksize)

    def _imap(self, result, func, iterable, chunksize):
        if chunksize == 1:
            tasks = _guarded_tasks(result._job, func, iterable)
        else:
            tasks = _guarded_tasks(result._job, mapstar, Pool._get_tasks(func, iterable, chunksize))
        self._taskqueue.put((tasks, result._set_length))
        return result if chunksize == 1 else (item for chunk in result for item in chunk)

    def close(self):
        """Takes no more tasks; the workers end when all are done."""
        util.debug("closing pool")
        if self._state == RUN:
            self._state = self._worker_handler._state = CLOSE
            self._change_notifier.put(None)

    def _job_done(self, job):
        self._cache.pop(job, None)
        if self._state == CLOSE and not self._cache:
            self._change_notifier.put(None)

    def terminate(self):
        """Ends the workers at once."""
        util.debug("terminating pool")
        self._state = TERMINATE
        self._terminate()

    def _warn_of_running(self):
        # Warnings of this kind are ignored as long as nobody has changed the filters.
        warn = getattr(sys.modules.get("warnings"), "warn", None)
        if self._state == RUN and warn is not None:
            warn(f"unclosed running multiprocessing pool {self!r}", ResourceWarning)

    def _terminate_pool(self):
        self._warn_of_running()
        util.debug("finalizing pool")
        self._state = self._worker_handler._state = self._task_handler._state = TERMINATE
        self._change_notifier.put(None)
        util.debug("helping task handler/workers to finish")
        self._help_stuff_finish()
        if self._cache and not self._result_handler.is_alive():
            raise AssertionError("Cannot have cache with result_handler not alive")
        self._result_handler._state = TERMINATE
        self._outqueue.put(None)
        # Before it ends, a worker could be started behind our back.
        util.debug("joining worker handler")
        _join_thread(self._worker_handler)
        self._terminate_workers()
        util.debug("joining task handler")
        _join_thread(self._task_handler)
        util.debug("joining result handler")
        _join_thread(self._result_handler)
        self._join_workers()

    def _help_stuff_finish(self):
        """Makes room for the task that the handler may be about to hand out."""
        util.debug("removing tasks from inqueue until task handler finished")
        while self._task_handler.is_alive() and self._inqueue._reader.poll():
            self._inqueue._handle.get(False, None)
            time.sleep(0)

    def _terminate_workers(self):
        util.debug("terminating workers")
        # Nobody takes the tasks that are left: the end of this process must not wait for it.
        util._not_joined.append(self._inqueue._handle)
        for process in self._pool:
            if process.exitcode is None:
                process.terminate()
        while self._task_handler.is_alive() and self._task_handler is not threading.current_thread():
            # It waits for room for a task.
            self._inqueue._handle.get(True, 0.05)

    def _join_workers(self):
        util.debug("joining pool workers")
        for process in self._pool:
            if process.is_alive():
                util.debug("cleaning up worker %d", process.pid)
                process.join()

    def join(self):
        """Waits until the workers have ended."""
        util.debug("joining pool")
        if self._state == RUN:
            raise ValueError("Pool is still running")
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError("In unknown state")
        for thread in (self._worker_handler, self._task_handler, self._result_handler):
            thread.join()
        for process in self._pool:
            process.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()

    def __reduce__(self):
        raise NotImplementedError("pool objects cannot be passed between processes or pickled")

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} state={self._state} pool_size={len(self._pool)}>"


def _join_thread(thread):
    if thread is not threading.current_thread():
        thread.join()


def _guarded_tasks(job, func, iterable):
    """A job's tasks; where the iterable fails, the last is to raise its exception."""
    i = -1
    try:
        for i, item in enumerate(iterable):
            yield job, i, func, (item,), {}
    except Exception as error:
        yield job, i + 1, _helper_reraises_exception, (error,), {}


class ApplyResult:
    """The result of a call that goes on elsewhere."""

    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = threading.Event()
        self._job = next(_job_counter)
        self._cache = pool._cache
        self._callback = callback
        self._error_callback = error_callback
        self._cache[self._job] = self

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, i, outcome):
        self._success, self._value = outcome
        if self._callback and self._success:
            self._callback(self._value)
        if self._error_callback and not self._success:
            self._error_callback(self._value)
        self._finish()

    def _finish(self):
        self._event.set()
        # A result that is there keeps its pool no longer.
        pool, self._pool = self._pool, None
        pool._job_done(self._job)

    __class_getitem__ = classmethod(types.GenericAlias)


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    def __init__(self, pool, chunksize, length, callback, error_callback):
        ApplyResult.__init__(self, pool, callback, error_callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        if chunksize <= 0:
            self._number_left = 0
            self._finish()
        else:
            self._number_left = length // chunksize + bool(length % chunksize)

    def _set(self, i, outcome):
        self._number_left -= 1
        success, result = outcome
        if success and self._success:
            self._value[i * self._chunksize:(i + 1) * self._chunksize] = result
            if self._number_left == 0:
                if self._callback:
                    self._callback(self._value)
                self._finish()
            return
        if not success and self._success:
            self._success = False
            self._value = result
        if self._number_left == 0:
            if self._error_callback:
                self._error_callback(self._value)
            self._finish()


class IMapIterator:
    """Results in the order of their tasks, each as soon as it is there."""

    def __init__(self, pool):
        self._pool = pool
        self._cond = threading.Condition(threading.Lock())
        self._job = next(_job_counter)
        self._cache = pool._cache
        self._items = collections.deque()
        self._index = 0
        self._length = None
        self._unsorted = {}
        self._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._cond:
            if not self._items:
                if self._index == self._length:
                    raise StopIteration
                self._cond.wait(timeout)
                if not self._items:
                    if self._index == self._length:
                        raise StopIteration
                    raise TimeoutError
            success, value = self._items.popleft()
        if success:
            return value
        raise value

    __next__ = next

    def _set(self, i, outcome):
        with self._cond:
            if self._index == i:
                self._items.append(outcome)
                self._index += 1
                while self._index in self._unsorted:
                    self._items.append(self._unsorted.pop(self._index))
                    self._index += 1
                self._cond.notify()
            else:
                self._unsorted[i] = outcome
            self._check_end()

    def _set_length(self, length):
        with self._cond:
            self._length = length
            self._check_end()

    def _check_end(self):
        if self._index == self._length and self._pool is not None:
            self._cond.notify()
            pool, self._pool = self._pool, None
            pool._job_done(self._job)


class IMapUnorderedIterator(IMapIterator):
    """Results in the order in which they come."""

    def _set(self, i, outcome):
        with self._cond:
            self._items.append(outcome)
            self._index += 1
            self._cond.notify()
            self._check_end()


class ThreadPool(Pool):
    """Threads that share the work on tasks."""

    _wrap_exception = False

    @staticmethod
    def Process(ctx, *args, **kwds):
        from .dummy import Process
        return Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs)

    def _setup_queues(self):
        self._inqueue = queue.SimpleQueue()
        self._outqueue = queue.SimpleQueue()
        self._quick_put = self._inqueue.put
        self._quick_get = self._outqueue.get

    def _worker_sentinels(self):
        return []

    def _make_room_for_results(self):
        pass

    def _help_stuff_finish(self):
        """Takes the tasks away that are left. The threads end when they have done what they are at."""
        try:
            while True:
                self._inqueue.get(block=False)
        except queue.Empty:
            pass
        for _ in self._pool:
            self._inqueue.put(None)

    def _terminate_workers(self):
        pass

    def _join_workers(self):
        pass
