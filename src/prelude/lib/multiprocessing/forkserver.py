"""The fork server: a process that has imported the main program once, and of which children are copies."""

import _multiprocessing
import atexit
import os
import posix
import sys
from . import process, spawn, util
from .connection import Pipe, wait

__all__ = ["request"]

# The way to the server of this process, while it lives.
_server = _requests = None


def request(*what):
    """Has the server start a child."""
    global _server, _requests
    if _server is None or _server.poll() is not None:
        from .popen import SpawnPopen
        _requests, theirs = Pipe()
        _server = SpawnPopen(_Server(theirs))
        theirs.close()
    _requests.send(what)


class _Server:
    """What the server runs, in place of a process object."""

    _name = "forkserver"
    _config = {"daemon": True}
    # It imports the main program itself: a failure is for the children to show.
    _imports_main = False

    def __init__(self, requests):
        self._requests = requests

    def _bootstrap(self):
        self._imported = _import_main()
        # The way to tell who asked for a child how it ended.
        self._children = {}
        while True:
            for ready in wait([self._requests, *self._children]):
                if ready is self._requests:
                    try:
                        self._start(*ready.recv())
                    except EOFError:
                        return 0
                else:
                    self._report_end(ready)

    def _start(self, name, daemon, preparation, data, ends, status):
        try:
            pid = posix._fork(name, daemon)
        except OSError as error:
            # There is no room for another process. That is for whoever asked, and the server lives on.
            pid = error
        if pid == 0:
            for connection in (self._requests, status, *self._children.values()):
                connection.close()
            self._become_child(preparation, data, ends)
        for end in ends:
            end.close()
        status.send(pid)
        if isinstance(pid, OSError):
            status.close()
        else:
            self._children[pid] = status

    def _become_child(self, preparation, data, ends):
        code = 1
        try:
            atexit._clear()
            preparation["imports_main"] = not self._imported
            code = spawn._run(preparation, data, ends)
        except Exception:
            sys.excepthook(*sys.exc_info())
        finally:
            atexit._run_exitfuncs()
            util._flush_std_streams()
            os._exit(code)

    def _report_end(self, pid):
        status = self._children.pop(pid)
        try:
            status.send(_multiprocessing.exit_code(pid))
        except BrokenPipeError:
            pass
        status.close()


def _import_main():
    """Imports the main program; returns whether that went well."""
    current = process.current_process()
    current._inheriting = True
    try:
        spawn._import_main()
    except BaseException:
        return False
    finally:
        del current._inheriting
    return True
