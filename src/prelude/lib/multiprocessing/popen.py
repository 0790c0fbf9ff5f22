"""Starting children: what a child is told, and what its parent knows of it."""

import _multiprocessing
import _pickle
from . import context, reduction, spawn

__all__ = ["Popen"]

SIGINT, SIGKILL, SIGTERM = 2, 9, 15


class Popen:
    """A child of this process."""

    def __init__(self, process_obj, method):
        self.method = method
        self.returncode = None
        preparation = spawn.get_preparation_data(process_obj._name)
        context.set_spawning_popen(self)
        try:
            data, ends = reduction.dumps(process_obj)
        finally:
            context.set_spawning_popen(None)
        payload = _pickle.dumps((preparation, [end._id() for end in ends], data))
        daemon = bool(process_obj._config.get("daemon", False))
        # A clone of a template looks like a fresh process to its program.
        self.pid = _multiprocessing.spawn("spawn", process_obj._name, daemon, payload, ends)
        self.sentinel = self.pid

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
