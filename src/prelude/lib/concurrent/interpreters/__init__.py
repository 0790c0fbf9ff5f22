"""Interpreters with nothing in common: each is a process of its own, which does what it is told and is never seen as a
child."""

import itertools
import queue
import sys
import threading
import weakref
from types import FunctionType, SimpleNamespace
import _multiprocessing
from multiprocessing import reduction, util
from multiprocessing.connection import Pipe
from multiprocessing import popen_spawn_posix
from . import _remote

__all__ = ["get_current", "get_main", "create", "list_all", "is_shareable", "Interpreter", "InterpreterError",
           "InterpreterNotFoundError", "ExecutionFailed", "NotShareableError", "create_queue", "Queue", "QueueEmpty",
           "QueueFull"]


class InterpreterError(Exception):
    """An interpreter cannot do what it is asked for."""


class InterpreterNotFoundError(InterpreterError):
    """There is no interpreter with that number."""


class NotShareableError(TypeError, ValueError):
    """An object cannot get to another interpreter."""


class ExecutionFailed(InterpreterError):
    """Code in another interpreter has raised an exception that nothing there handled."""

    def __init__(self, excinfo):
        super().__init__(excinfo.formatted)
        self.excinfo = excinfo

    def __str__(self):
        return f"{super().__str__()}\n\nUncaught in the interpreter:\n\n{self.excinfo.errdisplay}"


for _error in (InterpreterError, InterpreterNotFoundError, NotShareableError):
    _error.__module__ = "concurrent.interpreters"

_numbers = itertools.count(1)
# The interpreters by their numbers.
_known = weakref.WeakValueDictionary()
_running = {}


def create():
    """Returns a new interpreter."""
    # No two interpreters of a run have the same.
    number = next(_numbers) + 1000 * _remote.current
    _running[number] = _Process(number)
    return Interpreter(number)


def list_all():
    return [get_main(), *(Interpreter(number) for number in _running)]


def get_current():
    return Interpreter(_remote.current)


def get_main():
    return Interpreter(0)


def is_shareable(obj):
    """Whether an object gets to another interpreter without being pickled."""
    if isinstance(obj, tuple):
        return all(is_shareable(item) for item in obj)
    return obj is None or type(obj) in (bool, int, float, str, bytes, memoryview, Queue)


class Interpreter:
    """An interpreter, of which this is the only object with its number."""

    def __new__(cls, id, /):
        if not isinstance(id, int):
            raise TypeError(f"id must be an int, got {id!r}")
        self = _known.get(id)
        if self is None:
            if id not in (0, _remote.current) and id not in _running:
                raise InterpreterNotFoundError(f"unrecognized interpreter ID {id}")
            self = _known[id] = super().__new__(cls)
            self._id = id
            if id in _running:
                weakref.finalize(self, _forget, id).atexit = False
        return self

    def __repr__(self):
        return f"{type(self).__name__}({self._id})"

    def __hash__(self):
        return hash(self._id)

    def __reduce__(self):
        return type(self), (self._id,)

    @property
    def id(self):
        return self._id

    @property
    def whence(self):
        return "_interpreters module" if self._id else "runtime init"

    def is_running(self):
        if self._id == _remote.current:
            return True
        return self._process().busy.locked()

    def close(self):
        """Ends the interpreter."""
        if self._id == _remote.current:
            raise InterpreterError("cannot destroy the current interpreter")
        self._process().close()
        del _running[self._id]

    def prepare_main(self, ns=None, /, **kwargs):
        """Binds names in the interpreter's `__main__`."""
        self._process().ask("prepare", dict(ns or {}, **kwargs))

    def exec(self, code, /):
        """Runs source code in the interpreter's `__main__`."""
        if not isinstance(code, (str, FunctionType)):
            raise TypeError(f"exec() argument 1 must be a string, a function, or a code object, not {type(code).__name__}")
        self._process().ask("exec", _sendable(code) if isinstance(code, FunctionType) else code)

    def call(self, callable, /, *args, **kwargs):
        """Calls something in the interpreter, and returns what it returns."""
        return self._process().ask("call", _sendable(callable), args, kwargs)

    def call_in_thread(self, callable, /, *args, **kwargs):
        """The same in a new thread, which is returned."""
        thread = threading.Thread(target=self.call, args=(callable, *args), kwargs=kwargs)
        thread.start()
        return thread

    def _process(self):
        if self._id == _remote.current:
            raise InterpreterError("unrecognized interpreter" if self._id else "cannot use the main interpreter so")
        if self._id not in _running:
            raise InterpreterNotFoundError(f"unrecognized interpreter ID {self._id}")
        return _running[self._id]


class _Process:
    """The process behind an interpreter."""

    def __init__(self, number):
        self.busy = threading.Lock()
        self._requests, theirs = Pipe()
        self._popen = popen_spawn_posix.Popen(_remote.Server(number, theirs))
        theirs.close()
        util.Finalize(self, _end, (self._requests, self._popen), exitpriority=20)

    def ask(self, *request):
        """Has the process do something; returns what it returns, or raises `ExecutionFailed`."""
        if not self.busy.acquire(blocking=False):
            raise InterpreterError("interpreter already running")
        try:
            try:
                self._requests.send(request)
            except (TypeError, AttributeError, reduction._picklecore.PicklingError) as error:
                raise NotShareableError(f"object could not be pickled: {error}") from error
            kind, *result = self._requests.recv()
        except (EOFError, BrokenPipeError):
            raise InterpreterError("the interpreter has ended") from None
        finally:
            self.busy.release()
        if kind == "returned":
            return result[0]
        if kind == "not shareable":
            raise NotShareableError(result[0])
        excinfo, exception = result
        error = ExecutionFailed(_info(excinfo))
        error._original = exception
        raise error

    def close(self):
        if not self.busy.acquire(blocking=False):
            raise InterpreterError("interpreter running")
        _end(self._requests, self._popen)


def _info(parts):
    return SimpleNamespace(**{**parts, "type": SimpleNamespace(**parts["type"])})


def _end(requests, popen):
    if not requests.closed:
        requests.close()
        popen.wait()


def _forget(number):
    process = _running.pop(number, None)
    if process is not None:
        process.close()


def _sendable(function):
    """A function that needs nothing but built-in names goes as its source; any other is found by its name."""
    if not isinstance(function, FunctionType) or function.__module__ != "__main__" or function.__closure__:
        return function
    if function.__defaults__ or function.__kwdefaults__:
        return function
    import ast
    import inspect
    import textwrap
    code = function.__code__
    try:
        source = textwrap.dedent(inspect.getsource(function))
        names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    except (OSError, TypeError, SyntaxError):
        return function
    if any(name in function.__globals__ for name in names.difference(code.co_varnames)):
        return function
    return _remote.Source(function.__name__, source, code.co_filename, code.co_firstlineno)


class QueueError(Exception):
    pass


class QueueEmpty(QueueError, queue.Empty):
    """Nothing to take."""


class QueueFull(QueueError, queue.Full):
    """No room."""


def create_queue(maxsize=0):
    """Returns a queue that interpreters may share."""
    return Queue(_multiprocessing.Queue(max(maxsize, 0), "Queue"), maxsize)


class Queue:
    """A queue between interpreters."""

    def __init__(self, handle, maxsize):
        self._handle = handle
        self._maxsize = maxsize

    def __reduce__(self):
        return _found_queue, (self._maxsize, *self._handle._id())

    def __eq__(self, other):
        return isinstance(other, Queue) and self._handle._id() == other._handle._id()

    def __hash__(self):
        return hash(self._handle._id())

    def __repr__(self):
        return f"{type(self).__name__}({self.id})"

    @property
    def id(self):
        return self._handle._id()[1]

    @property
    def maxsize(self):
        return self._maxsize

    def empty(self):
        return self.qsize() == 0

    def full(self):
        return self._handle.state()[2]

    def qsize(self):
        return self._handle.state()[0]

    def put(self, obj, block=True, timeout=None):
        try:
            item = reduction.dumps(obj)
        except Exception as error:
            raise NotShareableError(f"object could not be pickled: {error}") from error
        if not self._handle.put(item, block, timeout):
            raise QueueFull
        self._handle.feed(*self._handle.next_put())

    def put_nowait(self, obj):
        self.put(obj, block=False)

    def get(self, block=True, timeout=None):
        item = self._handle.get(block, timeout)
        if item is None:
            raise QueueEmpty
        return reduction.loads(*item)

    def get_nowait(self):
        return self.get(block=False)


def _found_queue(maxsize, pid, count):
    return Queue(_multiprocessing.Queue._rebuild(max(maxsize, 0), pid, count), maxsize)
