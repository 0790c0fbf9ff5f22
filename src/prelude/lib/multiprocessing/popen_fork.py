"""Children that are copies of their parent, and what all children have in common."""

import _multiprocessing
import atexit
import os
import posix
from . import hints, util

__all__ = ["Popen"]

SIGINT, SIGKILL, SIGTERM = 2, 9, 15


class Popen:
    """A child of this process."""

    method = "fork"

    def __init__(self, process_obj):
        util._flush_std_streams()
        self.returncode = None
        self._launch(process_obj)

    def _launch(self, process_obj):
        """Starts the child; sets `pid` and `sentinel`."""
        pid = self._with_room(posix._fork, process_obj._name, is_daemon(process_obj))
        if pid == 0:
            code = 1
            try:
                util._end_last()
                code = process_obj._bootstrap()
            finally:
                atexit._run_exitfuncs()
                util._flush_std_streams()
                os._exit(code)
        self.pid = self.sentinel = pid

    @staticmethod
    def _with_room(start, *arguments):
        """Makes the call that starts a child, again where there was no room for another process."""
        try:
            return start(*arguments)
        except BlockingIOError:
            # Pools that nobody has any more still have their workers until they are collected.
            import gc
            gc.collect()
        try:
            return start(*arguments)
        except BlockingIOError:
            hints.too_many_processes()
            raise

    def poll(self, flag=os.WNOHANG):
        if self.returncode is None:
            if flag == os.WNOHANG:
                self.returncode = _multiprocessing.exit_code(self.pid)
            else:
                self.returncode = _multiprocessing.wait_exit(self.pid, None)
        return self.returncode

    def wait(self, timeout=None):
        if timeout is None:
            return self.poll(0)
        # From here on programs find it as an attribute of `multiprocessing`.
        from . import connection
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


def is_daemon(process_obj):
    return bool(process_obj._config.get("daemon", False))
