"""The interface of multiprocessing, on threads."""

import array as _array
import sys
import threading
from queue import Queue, SimpleQueue
from threading import BoundedSemaphore, Barrier, Condition, Event, Lock, RLock, Semaphore

__all__ = ["Process", "current_process", "active_children", "freeze_support", "Lock", "RLock", "Semaphore",
           "BoundedSemaphore", "Condition", "Event", "Barrier", "Queue", "Manager", "Pipe", "Pool", "JoinableQueue"]


class DummyProcess(threading.Thread):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        threading.Thread.__init__(self, group, target, name, args, kwargs)
        self._pid = None

    @property
    def exitcode(self):
        return 0 if self._is_stopped else None


Process = DummyProcess
JoinableQueue = Queue
current_process = threading.current_thread


def active_children():
    return [thread for thread in threading.enumerate() if isinstance(thread, DummyProcess) and thread.is_alive()]


def freeze_support():
    pass


class Namespace:
    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        items = sorted(f"{name}={value!r}" for name, value in self.__dict__.items() if not name.startswith("_"))
        return f"{self.__class__.__name__}({', '.join(items)})"


class Value:
    def __init__(self, typecode, value, lock=True):
        self._typecode, self.value = typecode, value

    def __repr__(self):
        return f"<{type(self).__name__}({self._typecode!r}, {self.value!r})>"


def Array(typecode, sequence, lock=True):
    return _array.array(typecode, sequence)


dict, list = dict, list


def Manager():
    return sys.modules[__name__]


def shutdown():
    pass


def Pool(processes=None, initializer=None, initargs=()):
    from ..pool import ThreadPool
    return ThreadPool(processes, initializer, initargs)


class _Connection:
    def __init__(self, inbox, outbox):
        self._in, self._out = inbox, outbox
        self.send = self.send_bytes = outbox.put
        self.recv = self.recv_bytes = inbox.get

    def poll(self, timeout=0.0):
        with self._in.not_empty:
            if not self._in.queue and timeout != 0:
                self._in.not_empty.wait(timeout)
            return bool(self._in.queue)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def Pipe(duplex=True):
    a, b = Queue(), Queue()
    return _Connection(a, b), _Connection(b, a)
