"""Managers: a process that keeps objects, and proxies for them in any process.

A call is an item in the server's queue, and its result an item in a queue of the calling thread. The
server runs the calls of each calling thread in a thread of its own, because a call may wait, and locks have
owners. An object lives as long as a proxy does in any process.
"""

import _multiprocessing
import _thread
import os
import queue
import sys
import threading
import types
from . import process, reduction, util
from .context import AuthenticationError, ProcessError

__all__ = ["BaseManager", "SyncManager", "BaseProxy", "Token", "SharedMemoryManager"]


class RemoteError(Exception):
    def __str__(self):
        line = "-" * 75
        return f"\n{line}\n{self.args[0]}{line}"


class Token:
    """Says which object of which server a proxy is for."""

    __slots__ = ("typeid", "address", "id")

    def __init__(self, typeid, address, id):
        self.typeid, self.address, self.id = typeid, address, id

    def __getstate__(self):
        return self.typeid, self.address, self.id

    def __setstate__(self, state):
        self.typeid, self.address, self.id = state

    def __repr__(self):
        return f"{self.__class__.__name__}(typeid={self.typeid!r}, address={self.address!r}, id={self.id!r})"


_CONTAINERS = (list, dict, set)

# For each thread the queue in which it gets its answers, and the servers that have answered it.
_replies = {}


def _reply_queue():
    key = (os.getpid(), _thread.get_ident())
    if key not in _replies:
        _replies[key] = _multiprocessing.Queue(0, "manager's answer"), set()
    return _replies[key]


def dispatch(address, methodname, args=(), kwds={}):
    """Asks the server at `address`, as if by a new connection, and returns or raises what it answers."""
    kind, result = _ask(address, None, methodname, args, kwds, anew=True)
    if kind == "return":
        return result
    raise convert_to_error(kind, result)


def convert_to_error(kind, result):
    if kind == "error":
        return result
    return RemoteError(f"Unserializable message: {result}\n" if kind == "unserializable" else result)


def _ask(address, ident, methodname, args, kwds, anew=False):
    """Asks the server at `address`, or one of its objects, and returns the kind of the answer and the answer.

    The address is a queue's name, a pid and whether people know the server by a port.
    """
    (pid, count), server, has_port = address
    replies, known = _reply_queue()
    if server is not None and _multiprocessing.wait_any([server], 0):
        if address in known and not anew:
            raise BrokenPipeError(32, "Broken pipe")
        if has_port:
            raise ConnectionRefusedError(111, "Connection refused")
        raise FileNotFoundError(2, "No such file or directory")
    if not anew and address not in known:
        util.debug("thread %r does not own a connection", threading.current_thread().name)
        util.debug("making connection to manager")
    calls = _multiprocessing.Queue._rebuild(0, pid, count)
    calls.post(*reduction.dumps((ident, methodname, args, kwds, replies._id())))
    item = replies.get(True, 1.0)
    if item is None:
        # It takes long: the server may have ended meanwhile.
        if _multiprocessing.wait_any([replies] if server is None else [replies, server], None) == [1]:
            raise EOFError
        item = replies.get()
    if not anew:
        known.add(address)
    return reduction.loads(*item)


# The servers that this process tells things.
_told = set()


def _tell(address, methodname, *args):
    """Tells the server at `address` something that it does not answer."""
    (pid, count), *_ = address
    calls = _multiprocessing.Queue._rebuild(0, pid, count)
    if address not in _told:
        _told.add(address)
        # A server that has died takes nothing out: the end of this process must not wait for it.
        util._not_joined.append(calls)
    calls.post(*reduction.dumps((None, methodname, args, {}, None)))


# The server that this process is.
_server = None


class Server:
    """Keeps the objects."""

    def __init__(self, registry, calls, address=None, authkey=None):
        self.registry = registry
        self.calls = calls
        # Where requests go; not the address that people know it by.
        self.home = (calls._id(), os.getpid(), isinstance(address, tuple))
        self.address = None
        if address is not None:
            from . import listener
            self.address = listener.bind(address, (self.home, authkey))
        self.objects = {}
        # How many proxies there are for each object; those that the server has itself are not counted.
        self.counts = {}
        self.owned = set()
        self.made = 0
        # By where a calling thread awaits its answers, what the thread here is to do that serves it.
        self.callers = {}

    def serve_forever(self):
        """Answers requests until it is told to shut down."""
        global _server
        _server = self
        while True:
            ident, methodname, args, kwds, caller = reduction.loads(*self.calls.get())
            request = (ident, methodname, args, kwds)
            if ident is not None:
                if type(self.objects.get(ident, (None,))[0]) in _CONTAINERS:
                    self.serve(caller, *request)
                else:
                    self.hand_over(caller, *request)
            elif methodname == "shutdown":
                util.debug("manager received shutdown message")
                self.answer(caller, ("return", None))
                return
            elif caller is None:
                getattr(self, "do_" + methodname)(*args)
            else:
                self.hand_over(caller, *request)

    def hand_over(self, caller, *request):
        requests = self.callers.get(caller)
        if requests is None:
            requests = self.callers[caller] = queue.SimpleQueue()
            threading.Thread(target=self.serve_caller, args=(caller, requests), daemon=True).start()
        requests.put(request)

    def serve_caller(self, caller, requests):
        while True:
            self.serve(caller, *requests.get())

    def serve(self, caller, ident, methodname, args, kwds):
        try:
            if ident is None:
                answer = getattr(self, "do_" + methodname)(*args, **kwds)
            else:
                answer = self.call(ident, methodname, args, kwds)
        except Exception:
            answer = ("traceback", _traceback())
        try:
            self.answer(caller, answer)
        except Exception:
            self.answer(caller, ("unserializable", _traceback()))

    def answer(self, caller, answer):
        _multiprocessing.Queue._rebuild(0, *caller).post(*reduction.dumps(answer))

    def call(self, ident, name, args, kwds):
        try:
            obj, exposed, to_typeid = self.objects[ident]
        except KeyError:
            raise KeyError(f"the server has no object {ident!r}") from None
        if name == "#GETVALUE":
            return "return", obj
        if name == "#STR":
            return "return", str(obj)
        if name not in exposed and name != "__repr__":
            raise AttributeError(f"method {name!r} of {type(obj)!r} object is not in exposed={exposed!r}")
        try:
            result = getattr(obj, name)(*args, **kwds)
        except Exception as error:
            return "error", error
        typeid = to_typeid and to_typeid.get(name)
        if typeid:
            ident, exposed = self.keep(typeid, result)
            return "proxy", (exposed, Token(typeid, self.home, ident))
        return "return", result

    def do_create(self, typeid, /, *args, **kwds):
        callable = self.registry[typeid][0]
        if callable is None:
            if kwds or len(args) != 1:
                raise ValueError("Without callable, must have one non-keyword argument")
            obj = args[0]
        else:
            obj = callable(*args, **kwds)
        ident, exposed = self.keep(typeid, obj)
        return "return", (Token(typeid, self.home, ident), exposed)

    def keep(self, typeid, obj):
        callable, exposed, to_typeid, proxytype = self.registry[typeid]
        if exposed is None:
            exposed = public_methods(obj)
        if to_typeid is not None:
            exposed = list(exposed) + list(to_typeid)
        self.made += 1
        ident = f"{self.made:x}"
        self.objects[ident] = (obj, set(exposed), to_typeid)
        self.counts[ident] = 1
        util.debug("%r callable returned object with id %r", typeid, ident)
        return ident, tuple(exposed)

    def do_incref(self, ident):
        if ident in self.objects:
            self.counts[ident] = self.counts.get(ident, 0) + 1

    def do_decref(self, ident):
        if ident not in self.counts:
            return
        self.counts[ident] -= 1
        if self.counts[ident] == 0:
            util.debug("disposing of obj with id %r", ident)
            del self.counts[ident]
            if ident not in self.owned:
                del self.objects[ident]

    def do_methods(self, ident):
        return "return", tuple(self.objects[ident][1])

    def do_number_of_objects(self):
        return "return", len(self.counts)

    def do_debug_info(self):
        lines = [f"  {ident}:       refcount={self.counts[ident]}\n    {str(self.objects[ident][0])[:75]}"
                 for ident in sorted(self.counts)]
        return "return", "\n".join(lines)


def _traceback():
    from traceback import format_exc
    return format_exc()


def all_methods(obj):
    return [name for name in dir(obj) if callable(getattr(obj, name))]


def public_methods(obj):
    return [name for name in all_methods(obj) if not name.startswith("_")]


class State:
    INITIAL, STARTED, SHUTDOWN = 0, 1, 2
    value = INITIAL


def _run_server(registry, calls, writer, address, authkey, initializer, initargs):
    if initializer is not None:
        initializer(*initargs)
    from . import listener
    server = Server(registry, calls._handle, address or listener.arbitrary_address(listener.default_family), authkey)
    util.info("manager serving at %r", server.address)
    writer.send((server.home, server.address))
    writer.close()
    server.serve_forever()


class BaseManager:
    """Starts a server and makes proxies for its objects."""

    _registry = {}

    def __init__(self, address=None, authkey=None, serializer="pickle", ctx=None, *, shutdown_timeout=1.0):
        from . import get_context
        # Where requests go, and where others find it.
        self._home = None
        self._address = address
        self._authkey = bytes(process.current_process().authkey if authkey is None else authkey)
        self._state = State()
        self._shutdown_timeout = shutdown_timeout
        self._ctx = ctx or get_context()
        self._process = None

    def get_server(self):
        """Returns a server for this process to run."""
        self._check_initial()
        return Server(self._registry, _multiprocessing.Queue(0, "SimpleQueue"), self._address, self._authkey)

    def connect(self):
        """Becomes a manager of the server at the address."""
        from . import listener
        listener.address_type(self._address)
        self._home, authkey = listener.find(self._address)
        if authkey != self._authkey:
            raise AuthenticationError("digest sent was rejected")
        self._state.value = State.STARTED

    def _check_initial(self):
        if self._state.value == State.STARTED:
            raise ProcessError("Already started server")
        if self._state.value == State.SHUTDOWN:
            raise ProcessError("Manager has shut down")

    def start(self, initializer=None, initargs=()):
        self._check_initial()
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._calls = self._ctx.SimpleQueue()
        reader, writer = self._ctx.Pipe(duplex=False)
        arguments = (self._registry, self._calls, writer, self._address, self._authkey, initializer, initargs)
        self._process = self._ctx.Process(target=_run_server, args=arguments)
        ident = ":".join(str(i) for i in self._process._identity)
        self._process.name = f"{type(self).__name__}-{ident}"
        self._process.start()
        writer.close()
        self._home, self._address = reader.recv()
        reader.close()
        self._state.value = State.STARTED
        self.shutdown = util.Finalize(self, self._finalize, exitpriority=0)

    def _finalize(self):
        if self._process.is_alive():
            util.info("sending shutdown message to manager")
            try:
                dispatch(self._home, "shutdown")
            except Exception:
                pass
            self._process.join(timeout=self._shutdown_timeout)
            if self._process.is_alive():
                util.info("manager still alive")
                util.info("trying to `terminate()` manager process")
                self._process.terminate()
                self._process.join(timeout=self._shutdown_timeout)
                if self._process.is_alive():
                    util.info("manager still alive after terminate")
                    self._process.kill()
                    self._process.join()
        self._state.value = State.SHUTDOWN

    def _create(self, typeid, /, *args, **kwds):
        assert self._state.value == State.STARTED, "server not yet started"
        util.debug("requesting creation of a shared %r object", typeid)
        return dispatch(self._home, "create", (typeid, *args), kwds)

    def join(self, timeout=None):
        if self._process is not None:
            self._process.join(timeout)
            if not self._process.is_alive():
                self._process = None

    @property
    def address(self):
        return self._address

    def _debug_info(self):
        return dispatch(self._home, "debug_info")

    def _number_of_objects(self):
        return dispatch(self._home, "number_of_objects")

    def __enter__(self):
        if self._state.value == State.INITIAL:
            self.start()
        assert self._state.value == State.STARTED
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True):
        if "_registry" not in cls.__dict__:
            cls._registry = cls._registry.copy()
        if proxytype is None:
            proxytype = AutoProxy
        exposed = exposed or getattr(proxytype, "_exposed_", None)
        method_to_typeid = method_to_typeid or getattr(proxytype, "_method_to_typeid_", None)
        cls._registry[typeid] = (callable, exposed, method_to_typeid, proxytype)
        if create_method:
            def temp(self, /, *args, **kwds):
                token, exposed = self._create(typeid, *args, **kwds)
                return proxytype(token, manager=self, exposed=exposed, incref=False)
            temp.__name__ = typeid
            setattr(cls, typeid, temp)


class BaseProxy:
    """Stands for an object of a server."""

    def __init__(self, token, serializer="pickle", manager=None, authkey=None, exposed=None, incref=True,
                 manager_owned=False):
        self._token = token
        self._id = token.id
        self._manager = manager
        self._exposed = exposed
        self._owned_by_manager = manager_owned
        if not manager_owned:
            self._count(incref)
            util.register_after_fork(self, BaseProxy._after_fork)

    def _count(self, incref):
        """Has the server count this proxy; without `incref` it has done so already."""
        if incref:
            _tell(self._token.address, "incref", self._id)
        util.debug("INCREF %r", self._id)
        state = self._manager and self._manager._state
        util.Finalize(self, _decref, args=(self._token, state), exitpriority=10)

    def _after_fork(self):
        self._manager = None
        self._count(True)

    def _callmethod(self, methodname, args=(), kwds={}):
        """Calls a method of the referent and returns a copy of the result."""
        kind, result = _ask(self._token.address, self._id, methodname, args, kwds)
        if kind == "return":
            return result
        if kind == "proxy":
            exposed, token = result
            registry = self._manager._registry if self._manager is not None else SyncManager._registry
            return registry[token.typeid][3](token, manager=self._manager, exposed=exposed, incref=False)
        raise convert_to_error(kind, result)

    def _getvalue(self):
        """Returns a copy of the referent."""
        return self._callmethod("#GETVALUE")

    def __reduce__(self):
        if type(self)._is_auto:
            return _rebuild_auto, (self._token, self._exposed)
        return _rebuild, (type(self), self._token, self._exposed)

    _is_auto = False

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return f"<{type(self).__name__} object, typeid {self._token.typeid!r} at {id(self):#x}>"

    def __str__(self):
        try:
            return self._callmethod("__repr__")
        except Exception:
            return repr(self)[:-1] + "; '__str__()' failed>"


def _decref(token, state):
    if state is not None and state.value != State.STARTED:
        util.debug("DECREF %r -- manager already shutdown", token.id)
        return
    util.debug("DECREF %r", token.id)
    try:
        _tell(token.address, "decref", token.id)
    except OSError as error:
        # The server has gone, and the object with it.
        util.debug("... decref failed %s", error)


def _rebuild(cls, token, exposed):
    return cls(token, exposed=exposed, manager_owned=_owned_here(token))


def _rebuild_auto(token, exposed):
    return AutoProxy(token, exposed=exposed, manager_owned=_owned_here(token))


def _owned_here(token):
    """Whether the proxy is in its own server: the object then stays."""
    if _server is None or token.address != _server.home:
        return False
    _server.owned.add(token.id)
    return True


def MakeProxyType(name, exposed):
    """Makes a class of proxies with these methods."""
    namespace = {}
    for method in exposed:
        namespace[method] = _forwarder(method)
    made = type(name, (BaseProxy,), namespace)
    made._exposed_ = tuple(exposed)
    return made


def _forwarder(name):
    def method(self, /, *args, **kwds):
        return self._callmethod(name, args, kwds)
    method.__name__ = method.__qualname__ = name
    method.__module__ = None
    # In tracebacks it looks as in CPython, which makes its text up.
    method.__code__ = method.__code__.replace(co_name=name, co_qualname=name, co_filename="<string>", co_firstlineno=1)
    return method


_auto_types = {}


def AutoProxy(token, serializer="pickle", manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
    """Makes a proxy for whatever methods the referent has."""
    if exposed is None:
        exposed = dispatch(token.address, "methods", (token.id,))
    key = (token.typeid, tuple(exposed))
    cls = _auto_types.get(key)
    if cls is None:
        cls = _auto_types[key] = MakeProxyType(f"AutoProxy[{token.typeid}]", exposed)
        cls._is_auto = True
    return cls(token, manager=manager, exposed=exposed, incref=incref, manager_owned=manager_owned)


class Namespace:
    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        items = sorted(f"{name}={value!r}" for name, value in self.__dict__.items() if not name.startswith("_"))
        return f"{self.__class__.__name__}({', '.join(items)})"


class Value:
    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    def get(self):
        return self._value

    def set(self, value):
        self._value = value

    def __repr__(self):
        return f"{type(self).__name__}({self._typecode!r}, {self._value!r})"

    value = property(get, set)


class IteratorProxy(BaseProxy):
    _exposed_ = ("__next__", "send", "throw", "close")

    def __iter__(self):
        return self

    def __next__(self, *args):
        return self._callmethod("__next__", args)

    def send(self, *args):
        return self._callmethod("send", args)

    def throw(self, *args):
        return self._callmethod("throw", args)

    def close(self, *args):
        return self._callmethod("close", args)


class AcquirerProxy(BaseProxy):
    _exposed_ = ("acquire", "release", "locked")

    def acquire(self, blocking=True, timeout=None):
        return self._callmethod("acquire", (blocking,) if timeout is None else (blocking, timeout))

    def release(self):
        return self._callmethod("release")

    def locked(self):
        return self._callmethod("locked")

    def __enter__(self):
        return self._callmethod("acquire")

    def __exit__(self, exc_type, exc_val, exc_tb):
        return self._callmethod("release")


class ConditionProxy(AcquirerProxy):
    _exposed_ = ("acquire", "release", "locked", "wait", "notify", "notify_all")

    def wait(self, timeout=None):
        return self._callmethod("wait", (timeout,))

    def notify(self, n=1):
        return self._callmethod("notify", (n,))

    def notify_all(self):
        return self._callmethod("notify_all")

    def wait_for(self, predicate, timeout=None):
        from time import monotonic
        result = predicate()
        end = None if timeout is None else monotonic() + timeout
        while not result:
            remaining = None if end is None else end - monotonic()
            if remaining is not None and remaining <= 0:
                break
            self.wait(remaining)
            result = predicate()
        return result


class EventProxy(BaseProxy):
    _exposed_ = ("is_set", "set", "clear", "wait")

    def is_set(self):
        return self._callmethod("is_set")

    def set(self):
        return self._callmethod("set")

    def clear(self):
        return self._callmethod("clear")

    def wait(self, timeout=None):
        return self._callmethod("wait", (timeout,))


class BarrierProxy(BaseProxy):
    _exposed_ = ("__getattribute__", "wait", "abort", "reset")

    def wait(self, timeout=None):
        return self._callmethod("wait", (timeout,))

    def abort(self):
        return self._callmethod("abort")

    def reset(self):
        return self._callmethod("reset")

    parties = property(lambda self: self._callmethod("__getattribute__", ("parties",)))
    n_waiting = property(lambda self: self._callmethod("__getattribute__", ("n_waiting",)))
    broken = property(lambda self: self._callmethod("__getattribute__", ("broken",)))


class NamespaceProxy(BaseProxy):
    _exposed_ = ("__getattribute__", "__setattr__", "__delattr__")

    def __getattr__(self, key):
        if key[0] == "_":
            return object.__getattribute__(self, key)
        return object.__getattribute__(self, "_callmethod")("__getattribute__", (key,))

    def __setattr__(self, key, value):
        if key[0] == "_":
            return object.__setattr__(self, key, value)
        return object.__getattribute__(self, "_callmethod")("__setattr__", (key, value))

    def __delattr__(self, key):
        if key[0] == "_":
            return object.__delattr__(self, key)
        return object.__getattribute__(self, "_callmethod")("__delattr__", (key,))


class ValueProxy(BaseProxy):
    _exposed_ = ("get", "set")

    def get(self):
        return self._callmethod("get")

    def set(self, value):
        return self._callmethod("set", (value,))

    value = property(get, set)
    __class_getitem__ = classmethod(types.GenericAlias)


BaseListProxy = MakeProxyType("BaseListProxy", (
    "__add__", "__contains__", "__delitem__", "__getitem__", "__imul__", "__len__", "__mul__", "__reversed__",
    "__rmul__", "__setitem__", "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove",
    "reverse", "sort"))


class ListProxy(BaseListProxy):
    def __iadd__(self, value):
        self._callmethod("extend", (value,))
        return self

    def __imul__(self, value):
        self._callmethod("__imul__", (value,))
        return self

    def __iter__(self):
        index = 0
        while True:
            try:
                item = self[index]
            except IndexError:
                return
            yield item
            index += 1

    def __reversed__(self):
        return reversed(self._getvalue())

    __class_getitem__ = classmethod(types.GenericAlias)


BaseDictProxy = MakeProxyType("BaseDictProxy", (
    "__contains__", "__delitem__", "__getitem__", "__ior__", "__iter__", "__len__", "__or__", "__reversed__",
    "__ror__", "__setitem__", "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault",
    "update", "values"))


class DictProxy(BaseDictProxy):
    _method_to_typeid_ = {"__iter__": "Iterator"}

    def __reversed__(self):
        return reversed(self._getvalue())

    def __ior__(self, value):
        self._callmethod("update", (value,))
        return self

    def keys(self):
        return list(self._getvalue().keys())

    def values(self):
        return list(self._getvalue().values())

    def items(self):
        return list(self._getvalue().items())

    __class_getitem__ = classmethod(types.GenericAlias)


BaseSetProxy = MakeProxyType("BaseSetProxy", (
    "__and__", "__contains__", "__iand__", "__ior__", "__isub__", "__iter__", "__ixor__", "__len__", "__or__",
    "__rand__", "__ror__", "__rsub__", "__rxor__", "__sub__", "__xor__", "__ge__", "__gt__", "__le__", "__lt__",
    "add", "clear", "copy", "difference", "difference_update", "discard", "intersection", "intersection_update",
    "isdisjoint", "issubset", "issuperset", "pop", "remove", "symmetric_difference",
    "symmetric_difference_update", "union", "update"))


class SetProxy(BaseSetProxy):
    _method_to_typeid_ = {"__iter__": "Iterator"}

    def __ior__(self, value):
        self._callmethod("update", (value,))
        return self

    def __iand__(self, value):
        self._callmethod("intersection_update", (value,))
        return self

    def __isub__(self, value):
        self._callmethod("difference_update", (value,))
        return self

    def __ixor__(self, value):
        self._callmethod("symmetric_difference_update", (value,))
        return self


ArrayProxy = MakeProxyType("ArrayProxy", ("__len__", "__getitem__", "__setitem__"))


class ArrayProxy(ArrayProxy):
    def __iter__(self):
        return iter(self._getvalue())


BasePoolProxy = MakeProxyType("PoolProxy", (
    "apply", "apply_async", "close", "imap", "imap_unordered", "join", "map", "map_async", "starmap",
    "starmap_async", "terminate"))
BasePoolProxy._method_to_typeid_ = {
    "apply_async": "AsyncResult", "map_async": "AsyncResult", "starmap_async": "AsyncResult", "imap": "Iterator",
    "imap_unordered": "Iterator"}


class PoolProxy(BasePoolProxy):
    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


def _array(typecode, sequence, lock=True):
    from array import array
    return array(typecode, sequence)


def _pool(*args, **kwds):
    from .pool import Pool
    return Pool(*args, **kwds)


class SyncManager(BaseManager):
    """A manager of the types that programs share most."""

    _registry = {}


for _typeid, _callable, _proxy in [
        ("Queue", queue.Queue, None), ("JoinableQueue", queue.Queue, None), ("Event", threading.Event, EventProxy),
        ("Lock", threading.Lock, AcquirerProxy), ("RLock", threading.RLock, AcquirerProxy),
        ("Semaphore", threading.Semaphore, AcquirerProxy),
        ("BoundedSemaphore", threading.BoundedSemaphore, AcquirerProxy),
        ("Condition", threading.Condition, ConditionProxy), ("Barrier", threading.Barrier, BarrierProxy),
        ("Pool", _pool, PoolProxy), ("list", list, ListProxy), ("dict", dict, DictProxy), ("set", set, SetProxy),
        ("Value", Value, ValueProxy), ("Array", _array, ArrayProxy), ("Namespace", Namespace, NamespaceProxy)]:
    SyncManager.register(_typeid, _callable, _proxy)
SyncManager.register("Iterator", proxytype=IteratorProxy, create_method=False)
SyncManager.register("AsyncResult", create_method=False)


class SharedMemoryManager(BaseManager):
    """A manager with whose end the names go of the shared memory that it made."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._blocks = []

    def _finalize(self):
        for block in self._blocks:
            try:
                block.unlink()
            except FileNotFoundError:
                pass
        super()._finalize()

    def _keep(self, block):
        self._blocks.append(block)
        return block

    def _check_started(self):
        if self._state.value != State.STARTED:
            raise ValueError(f"address type of {self._address!r} unrecognized")

    def SharedMemory(self, size):
        """Returns a new block of shared memory."""
        from . import shared_memory
        self._check_started()
        return self._keep(shared_memory.SharedMemory(None, create=True, size=size))

    def ShareableList(self, sequence):
        """Returns a new list in shared memory."""
        from . import shared_memory
        self._check_started()
        items = shared_memory.ShareableList(sequence)
        self._keep(items.shm)
        return items
