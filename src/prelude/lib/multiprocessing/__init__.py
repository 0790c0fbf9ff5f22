"""Processes with an interface like that of threads, and what they share."""

import sys
from . import context

__all__ = ["Array", "AuthenticationError", "Barrier", "BoundedSemaphore", "BufferTooShort", "Condition", "Event",
           "JoinableQueue", "Lock", "Manager", "Pipe", "Pool", "Process", "ProcessError", "Queue", "RLock",
           "RawArray", "RawValue", "Semaphore", "SimpleQueue", "TimeoutError", "Value", "active_children",
           "allow_connection_pickling", "cpu_count", "current_process", "freeze_support", "get_all_start_methods",
           "get_context", "get_logger", "get_start_method", "log_to_stderr", "parent_process", "reducer",
           "set_executable", "set_forkserver_preload", "set_start_method"]

_module = sys.modules[__name__]
for _name in __all__:
    if _name != "reducer":
        setattr(_module, _name, getattr(context._default_context, _name))

SUBDEBUG = 5
SUBWARNING = 25


def _begin():
    if "__main__" in sys.modules:
        sys.modules["__mp_main__"] = sys.modules["__main__"]


def __getattr__(name):
    if name == "reducer":
        return context._default_context.reducer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
