"""The operating system, as far as there is one: what CPython has in C as `posix`."""

import sys as _sys
from builtins import OSError as error
from _posix import *
from _posix import _exit, _flush_standard_streams, _have_functions


def kill(pid, sig, /):
    import _multiprocessing
    if pid == getpid() and sig and "_signal" in _sys.modules:
        _sys.modules["_signal"].raise_signal(sig)
    else:
        _multiprocessing.kill(pid, sig)


def readinto(fd, buffer, /):
    view = memoryview(buffer).cast("B")
    data = read(fd, len(view))
    view[:len(data)] = data
    return len(data)


def fsync(fd):
    """Nothing is left to do: what is written is where it belongs at once."""
    if not isinstance(fd, int):
        if not hasattr(fd, "fileno"):
            raise TypeError("argument must be an int, or have a fileno() method.")
        fd = fd.fileno()
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    fstat(fd)


fdatasync = fsync


def system(command):
    """Runs a program: there are none, so a shell would find none. The console cannot be cleared, which is no failure."""
    words = fspath(command).split()
    if not words or words[0] in ("clear", "cls"):
        return 0
    write(2, f"sh: 1: {words[0]}: not found\n".encode())
    return 127 << 8


def confstr(name, /):
    if name != "CS_GNU_LIBC_VERSION":
        raise ValueError("unrecognized configuration name")
    # What stands in for that library, and its version.
    return _sys.version.rpartition("[")[2].rstrip("]")


def get_blocking(fd, /):
    fstat(fd)
    return True


def get_inheritable(fd, /):
    fstat(fd)
    return False


def set_inheritable(fd, inheritable, /):
    fstat(fd)


_before_fork, _after_fork_in_parent, _after_fork_in_child = [], [], []


def register_at_fork(*, before=None, after_in_parent=None, after_in_child=None):
    hooks = [(_before_fork, before), (_after_fork_in_parent, after_in_parent), (_after_fork_in_child, after_in_child)]
    if before is after_in_parent is after_in_child is None:
        raise TypeError("At least one argument is required.")
    for registered, hook in hooks:
        if hook is not None and not callable(hook):
            raise TypeError(f"'{type(hook).__name__}' object is not callable")
    for registered, hook in hooks:
        if hook is not None:
            registered.append(hook)


def _run_hooks(hooks):
    for hook in hooks:
        try:
            hook()
        except BaseException as error:
            print(f"Exception ignored in: {hook!r}", file=_sys.stderr)
            _sys.excepthook(type(error), error, error.__traceback__)


def _fork(name=None, daemon=False):
    """Copies this process, as `name` in the timeline."""
    import _multiprocessing
    _run_hooks(reversed(_before_fork))
    try:
        pid = _multiprocessing.fork(name or _multiprocessing.boot()[0], daemon)
    except OSError:
        _run_hooks(_after_fork_in_parent)
        raise
    _run_hooks(_after_fork_in_parent if pid else _after_fork_in_child)
    return pid


def fork():
    """Copies this process; returns the child's pid in the parent and 0 in the child."""
    import _thread
    pid = _fork()
    if pid and _thread._count():
        import warnings
        warnings.warn(f"This process (pid={getpid()}) is multi-threaded, use of fork() may lead to deadlocks in the child.",
                      DeprecationWarning, stacklevel=2)
    return pid


def waitpid(pid, options, /):
    """Waits for a child's end; returns its pid and status."""
    import _multiprocessing
    return _multiprocessing.waitpid(pid, options)


def wait():
    """Waits for the end of any child."""
    return waitpid(-1, 0)


# What has become of the environment since the start, for children that begin with nothing.
_changed_environment = {}


def putenv(name, value, /):
    name, value = _of_environment(name), _of_environment(value)
    if _is_no_name(name):
        raise ValueError("illegal environment variable name")
    _changed_environment[name] = value


def unsetenv(name, /):
    name = _of_environment(name)
    if _is_no_name(name):
        raise OSError(22, strerror(22))
    _changed_environment[name] = None


def _of_environment(text):
    text = fspath(text)
    if ("\0" if isinstance(text, str) else b"\0") in text:
        raise ValueError("embedded null byte")
    return text


def _is_no_name(text):
    return ("=" if isinstance(text, str) else b"=") in text


def get_terminal_size(fd=1, /):
    return terminal_size((80, 24))


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]}, lines={self[1]})"


def uname():
    return uname_result(("Linux", "spawnpoint", "6.0", "", "wasm32"))


class uname_result(tuple):
    sysname = property(lambda self: self[0])
    nodename = property(lambda self: self[1])
    release = property(lambda self: self[2])
    version = property(lambda self: self[3])
    machine = property(lambda self: self[4])

    def __repr__(self):
        names = ("sysname", "nodename", "release", "version", "machine")
        return f"posix.uname_result({', '.join(f'{name}={value!r}' for name, value in zip(names, self))})"


for _class in (terminal_size, uname_result):
    _class.__module__ = "os" if _class is terminal_size else "posix"


# The process group that this process has made or has got from its parent; None for that of the main process.
_own_group = None


def getpgrp():
    import _multiprocessing
    return _own_group or _multiprocessing.MAIN_PID


def getpgid(pid, /):
    import _multiprocessing
    if pid in (0, getpid()) or pid in _multiprocessing.living_children():
        return getpgrp()
    kill(pid, 0)
    return _multiprocessing.MAIN_PID


def setpgid(pid, group, /):
    global _own_group
    if pid not in (0, getpid()):
        raise PermissionError(1, "Operation not permitted")
    _own_group = group or getpid()


def setpgrp():
    setpgid(0, 0)


def setsid():
    """Begins a session, and a process group with it."""
    if getpgrp() == getpid():
        raise PermissionError(1, "Operation not permitted")
    setpgid(0, 0)
    return getpid()


getsid = getpgid


def killpg(group, sig, /):
    """Sends a signal to the processes of a group: those of this process that are known."""
    if group != getpgrp():
        return kill(group, sig)
    import _multiprocessing
    for pid in _multiprocessing.living_children():
        kill(pid, sig)
    kill(getpid(), sig)


def WIFEXITED(status):
    return status & 0x7F == 0


def WEXITSTATUS(status):
    return (status >> 8) & 0xFF


def WIFSIGNALED(status):
    return status & 0x7F != 0


def WIFSTOPPED(status):
    return False


def WIFCONTINUED(status):
    return False


def WCOREDUMP(status):
    return False


def WTERMSIG(status):
    return status & 0x7F


def waitstatus_to_exitcode(status):
    """The exit status, negative for the signal that ended the process."""
    return WEXITSTATUS(status) if WIFEXITED(status) else -WTERMSIG(status)
