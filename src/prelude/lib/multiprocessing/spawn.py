"""What a child that starts from nothing does before it runs its target."""

import _multiprocessing
import _picklecore
import _prelude
import os
import posix
import sys
from . import context, hints, process, reduction

__all__ = ["_main", "freeze_support", "set_executable", "get_executable", "get_preparation_data",
           "import_main_path"]

_python_exe = sys.executable


def set_executable(exe):
    global _python_exe
    _python_exe = os.fsdecode(exe) if isinstance(exe, bytes) else exe


def get_executable():
    return _python_exe


def freeze_support():
    pass


_NOT_IMPORTABLE = '''
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.
        '''


def _check_not_importing_main():
    if getattr(process.current_process(), "_inheriting", False):
        hints.missing_guard()
        raise RuntimeError(_NOT_IMPORTABLE)


def get_preparation_data(name):
    """What a child needs to know before its process object can be unpickled."""
    _check_not_importing_main()
    data = {
        "authkey": bytes(process.current_process().authkey),
        "name": name,
        "process_group": posix.getpgrp(),
        "start_method": context._default_context.get_start_method(),
        "sys_argv": sys.argv,
        "sys_path": sys.path,
    }
    util = sys.modules.get("multiprocessing.util")
    if util is not None and util._logger is not None:
        data["log_level"] = util._logger.getEffectiveLevel()
        data["log_to_stderr"] = util._log_to_stderr
    return data


class Pickling:
    """While it is entered, a process object is pickled: only then may a queue or a lock travel."""

    def __init__(self, popen, process_obj):
        self._popen = popen
        self._name = process_obj._name

    def __enter__(self):
        context.set_spawning_popen(self._popen)

    def __exit__(self, exc_type, exc_val, exc_tb):
        context.set_spawning_popen(None)
        if isinstance(exc_val, Exception):
            hints.not_picklable(self._name, exc_val)


def spawn_main(pipe_handle, parent_pid=None, tracker_fd=None):
    """Runs what a child that starts from nothing was sent, with which its host has begun it, and ends it."""
    preparation, ends, data = _picklecore.loads(_prelude._payload())
    exitcode = _main(preparation, data, _multiprocessing.adopt_ends(ends))
    sys.exit(exitcode)


def _main(preparation, data, ends):
    """Prepares this process and runs the process object; returns the exit status."""
    current = process.current_process()
    current._inheriting = True
    try:
        prepare(preparation)
        self = reduction.loads(data, ends)
    finally:
        del current._inheriting
    return self._bootstrap() & 0xFF


def prepare(data):
    """Makes this process one like its parent."""
    process.current_process().name = data["name"]
    process.current_process().authkey = data["authkey"]
    context._force_start_method(data["start_method"])
    posix._own_group = data["process_group"]
    for name, value in data.get("environment", {}).items():
        if value is None:
            os.environb.pop(name, None)
        else:
            os.environb[name] = value
    if "dir" in data:
        os.chdir(data["dir"])
    sys.argv = data["sys_argv"]
    sys.path = data["sys_path"]
    if "log_level" in data:
        from . import util
        util.get_logger().setLevel(data["log_level"])
        # A copy of the fork server may have a handler from there.
        if data["log_to_stderr"] and not util._log_to_stderr:
            util.log_to_stderr()
    if data.get("imports_main", True):
        _fixup_main_from_path(_multiprocessing.boot()[2])


def _fixup_main_from_path(main_path):
    """Runs the main file again, as `__mp_main__`."""
    module = _prelude._new_module("__mp_main__")
    module.__file__ = main_path
    module.__builtins__ = sys.modules["builtins"]
    sys.modules["__main__"] = sys.modules["__mp_main__"] = module
    _run_path(main_path, module)


# Tracebacks lead through the functions of `runpy`, which runs the main file in CPython.

def _run_path(main_path, module):
    return _run_module_code(main_path, module)


def _run_module_code(main_path, module):
    return _run_code(main_path, module)


def _run_code(main_path, module):
    return _prelude._exec_source(_multiprocessing.boot()[3], main_path, module)


def _show_as(function, name, line):
    first = {"co_filename": "<frozen runpy>", "co_firstlineno": line - 1}
    function.__code__ = function.__code__.replace(co_name=name, co_qualname=name, **first)


_show_as(_run_path, "run_path", 287)
_show_as(_run_module_code, "_run_module_code", 98)
_show_as(_run_code, "_run_code", 88)


def import_main_path(main_path=None):
    _fixup_main_from_path(main_path or _multiprocessing.boot()[2])
