"""Starting children: what a child is told, and what its parent knows of it."""

import _multiprocessing
import _picklecore
import atexit
import os
import posix
import threading
from . import context, hints, reduction, spawn, util

__all__ = ["ForkPopen", "ForkServerPopen", "SpawnPopen"]

SIGINT, SIGKILL, SIGTERM = 2, 9, 15


class Popen:
    """A child of this process."""

    method = None

    def __init__(self, process_obj):
        self.returncode = None
        prepared = self._prepare(process_obj)
        try:
            self.pid = self.sentinel = self._launch_with_room(process_obj, prepared)
        except BlockingIOError:
            hints.too_many_processes()
            raise

    def _launch_with_room(self, process_obj, prepared):
        try:
            return self._launch(process_obj, *prepared)
        except BlockingIOError:
            # Pools that nobody has any more still have their workers until they are collected.
            import gc
            gc.collect()
            return self._launch(process_obj, *prepared)

    def _prepare(self, process_obj):
        """What `_launch` needs besides, made once even if it has to try twice."""
        return _pickled(self, process_obj)

    def _launch(self, process_obj, *prepared):
        raise NotImplementedError

    def poll(self):
        if self.returncode is None:
            self.returncode = _multiprocessing.exit_code(self.pid)
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None:
            self.returncode = _multiprocessing.wait_exit(self.pid, timeout)
        return self.returncode

    def interrupt(self):
        self._send_signal(SIGINT)

    def terminate(self):
        self._send_signal(SIGTERM)

    def kill(self):
        self._send_signal(SIGKILL)

    def _send_signal(self, signal):
        if self.poll() is None:
            try:
                _multiprocessing.kill(self.pid, signal)
            except ProcessLookupError:
                pass

    def close(self):
        pass


class SpawnPopen(Popen):
    """A child that starts from nothing and is told what to do."""

    method = "spawn"

    def _launch(self, process_obj, preparation, data, ends):
        preparation["imports_main"] = getattr(process_obj, "_imports_main", True)
        preparation["environment"] = posix._changed_environment
        payload = _picklecore.dumps((preparation, [end._id() for end in ends], data))
        return _multiprocessing.spawn("spawn", process_obj._name, _daemon(process_obj), payload, ends)


class ForkServerPopen(Popen):
    """A child that is a copy of the fork server, which tells how it ends."""

    method = "forkserver"

    def _launch(self, process_obj, preparation, data, ends):
        from . import forkserver
        from .connection import Pipe
        self._reading = threading.Lock()
        self._status, theirs = Pipe(duplex=False)
        forkserver.request(process_obj._name, _daemon(process_obj), preparation, data, ends, theirs)
        theirs.close()
        answer = self._status.recv()
        if isinstance(answer, OSError):
            raise answer
        return answer

    def poll(self):
        return self.wait(0)

    def wait(self, timeout=None):
        if self.returncode is None and self._status.poll(timeout):
            # Of several threads that wait only one gets the answer.
            with self._reading:
                if self.returncode is None:
                    self.returncode = self._receive()
        return self.returncode

    def _receive(self):
        try:
            return self._status.recv()
        except EOFError:
            # The server has gone, and took the answer along.
            return 255

    def close(self):
        self._status.close()


class ForkPopen(Popen):
    """A child that is a copy of this process."""

    method = "fork"

    def _prepare(self, process_obj):
        return ()

    def _launch(self, process_obj):
        util._flush_std_streams()
        pid = posix._fork(process_obj._name, _daemon(process_obj))
        if pid == 0:
            code = 1
            try:
                atexit._clear()
                code = process_obj._bootstrap()
            finally:
                atexit._run_exitfuncs()
                util._flush_std_streams()
                os._exit(code)
        return pid


def _pickled(popen, process_obj):
    """What a child that starts from nothing needs to know: its preparation, and the pickled process object."""
    preparation = spawn.get_preparation_data(process_obj._name)
    context.set_spawning_popen(popen)
    try:
        return preparation, *reduction.dumps(process_obj)
    except Exception as error:
        hints.not_picklable(process_obj._name, error)
        raise
    finally:
        context.set_spawning_popen(None)


def _daemon(process_obj):
    return bool(process_obj._config.get("daemon", False))
