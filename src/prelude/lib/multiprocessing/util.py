"""Finalizers, logging and the exit sequence."""

import _multiprocessing
import atexit
import os
import sys
import threading
from _weakref_core import ref as _ref
from . import process

__all__ = ["sub_debug", "debug", "info", "sub_warning", "get_logger", "log_to_stderr", "get_temp_dir",
           "register_after_fork", "is_exiting", "Finalize", "ForkAwareThreadLock", "ForkAwareLocal", "SUBDEBUG",
           "SUBWARNING"]

NOTSET, SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING = 0, 5, 10, 20, 25, 30
LOGGER_NAME = "multiprocessing"
DEFAULT_LOGGING_FORMAT = "[%(levelname)s/%(processName)s] %(message)s"

_logger = None
_log_to_stderr = False


def _log(level, msg, *args):
    if _logger:
        _logger.log(level, msg, *args, stacklevel=2)


def sub_debug(msg, *args):
    _log(SUBDEBUG, msg, *args)


def debug(msg, *args):
    _log(DEBUG, msg, *args)


def info(msg, *args):
    _log(INFO, msg, *args)


def sub_warning(msg, *args):
    _log(SUBWARNING, msg, *args)


warn = sub_warning


def get_logger():
    global _logger
    import logging
    if not _logger:
        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = 0
    return _logger


def log_to_stderr(level=None):
    global _log_to_stderr
    import logging
    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    _log_to_stderr = True
    return _logger


# What begins with a zero character is a name like any other.
abstract_sockets_supported = True


def is_abstract_socket_namespace(address):
    if not address:
        return False
    if isinstance(address, bytes):
        return address[0] == 0
    if isinstance(address, str):
        return address[0] == "\0"
    raise TypeError(f"address type of {address!r} unrecognized")


def get_temp_dir():
    """A directory for this process and its children, which is removed at its end."""
    config = process.current_process()._config
    if config.get("tempdir") is None:
        tempdir = f"{os.environ.get('TMPDIR', '/tmp')}/pymp-{os.urandom(4).hex()}"
        os.mkdir(tempdir, 0o700)
        info("created temp directory %s", tempdir)
        Finalize(None, _remove_temp_dir, args=(tempdir,), exitpriority=-100)
        config["tempdir"] = tempdir
    return config["tempdir"]


def _remove_temp_dir(tempdir):
    try:
        os.rmdir(tempdir)
    except OSError:
        import shutil
        shutil.rmtree(tempdir)
    process.current_process()._config["tempdir"] = None


_finalizer_registry = {}
_finalizer_count = 0


class Finalize:
    """A call to be made once: when its object goes, when asked for, or when the process ends."""

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        global _finalizer_count
        if exitpriority is not None and not isinstance(exitpriority, int):
            raise TypeError(f"Exitpriority ({exitpriority!r}) must be None or int, not {type(exitpriority)!s}")
        if obj is None and exitpriority is None:
            raise ValueError("Without object, exitpriority cannot be None")
        self._weakref = None if obj is None else _ref(obj, self)
        self._callback = callback
        self._args = args
        self._kwargs = kwargs or {}
        _finalizer_count += 1
        self._key = (exitpriority, _finalizer_count)
        self._pid = os.getpid()
        _finalizer_registry[self._key] = self

    def __call__(self, wr=None):
        if _finalizer_registry.pop(self._key, None) is None:
            sub_debug("finalizer no longer registered")
            return None
        result = None
        if self._pid == os.getpid():
            sub_debug("finalizer calling %s with args %s and kwargs %s", self._callback, self._args, self._kwargs)
            result = self._callback(*self._args, **self._kwargs)
        else:
            sub_debug("finalizer ignored because different process")
        self._forget()
        return result

    def cancel(self):
        if _finalizer_registry.pop(self._key, None) is not None:
            self._forget()

    def _forget(self):
        self._weakref = self._callback = self._args = self._kwargs = self._key = None

    def still_active(self):
        return self._key in _finalizer_registry

    def __repr__(self):
        if self._weakref is None or self._weakref() is None:
            return f"<{type(self).__name__} object, dead>"
        text = f"<{type(self).__name__} object, callback={getattr(self._callback, '__name__', self._callback)}"
        if self._args:
            text += ", args=" + str(self._args)
        if self._kwargs:
            text += ", kwargs=" + str(self._kwargs)
        if self._key[0] is not None:
            text += ", exitpriority=" + str(self._key[0])
        return text + ">"


def _run_finalizers(minpriority=None):
    """Runs the finalizers with an exit priority, or with at least this one; the highest and latest first."""
    keys = [key for key in list(_finalizer_registry) if key[0] is not None]
    if minpriority is not None:
        keys = [key for key in keys if key[0] >= minpriority]
    keys.sort(reverse=True)
    for key in keys:
        finalizer = _finalizer_registry.get(key)
        if finalizer is not None:
            sub_debug("calling %s", finalizer)
            try:
                finalizer()
            except Exception:
                import traceback
                traceback.print_exc()
    if minpriority is None:
        _finalizer_registry.clear()


_exiting = False

# Queues whose items may be lost at the end of the process.
_not_joined = []


def is_exiting():
    return _exiting or _exiting is None


def _exit_function():
    """Ends daemons, waits for other children and for what is in queues still to be in its pipe."""
    global _exiting
    if _exiting:
        return
    _exiting = True
    info("process shutting down")
    debug('running all "atexit" finalizers with priority >= 0')
    _run_finalizers(0)
    for child in process.active_children():
        if child.daemon:
            info("calling terminate() for daemon %s", child.name)
            child._popen.terminate()
    for child in process.active_children():
        info("calling join() for process %s", child.name)
        child.join()
    debug('running the remaining "atexit" finalizers')
    _run_finalizers()
    _multiprocessing.flush_queues(_not_joined)


def _begin():
    atexit.register(_exit_function)


def _end_last():
    """Has a forked child do at its end what belongs to it alone: nothing that its parent has registered."""
    atexit._clear()
    atexit.register(_exit_function)


# Weak references to objects, each with what is to be called with it in a forked child.
_afterfork_registry = []


def register_after_fork(obj, func):
    global _afterfork_registry
    if len(_afterfork_registry) % 64 == 63:
        _afterfork_registry = [entry for entry in _afterfork_registry if entry[0]() is not None]
    _afterfork_registry.append((_ref(obj), func))


def _run_after_forkers():
    for reference, func in list(_afterfork_registry):
        obj = reference()
        if obj is not None:
            try:
                func(obj)
            except Exception as error:
                info("after forker raised exception %s", error)


class ForkAwareThreadLock:
    def __init__(self):
        self._lock = threading.Lock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)


class ForkAwareLocal(threading.local):
    def __reduce__(self):
        return type(self), ()


def _flush_std_streams():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            pass


def _cleanup_tests():
    """Lets go of what tests have left."""
    process._cleanup()
    _run_finalizers()
