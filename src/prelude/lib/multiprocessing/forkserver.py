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
        from .popen_spawn_posix import Popen
        _requests, theirs = Pipe()
        _server = Popen(_Server(theirs))
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
        return main(self._requests, _import_main())


def main(requests, imported):
    """Starts children that are asked for, and tells whoever asked how they end."""
    # By pid the way to whoever asked.
    asked = {}
    while True:
        for ready in wait([requests, *asked]):
            if ready is not requests:
                _report_end(ready, asked.pop(ready))
                continue
            try:
                name, daemon, preparation, data, ends, status = requests.recv()
            except EOFError:
                return 0
            pid = _fork(name, daemon)
            if pid == 0:
                code = 1
                try:
                    util._end_last()
                    for connection in (requests, status, *asked.values()):
                        connection.close()
                    preparation["imports_main"] = not imported
                    code = _serve_one(preparation, data, ends)
                except Exception:
                    sys.excepthook(*sys.exc_info())
                finally:
                    atexit._run_exitfuncs()
                    util._flush_std_streams()
                    os._exit(code)
            for end in ends:
                end.close()
            status.send(pid)
            if isinstance(pid, OSError):
                status.close()
            else:
                asked[pid] = status


def _fork(name, daemon):
    """A child's pid, or why there is none. That there is no room is for whoever asked: the server lives on."""
    try:
        return posix._fork(name, daemon)
    except OSError as error:
        return error


def _serve_one(preparation, data, ends):
    return spawn._main(preparation, data, ends)


def _report_end(pid, status):
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
        spawn.import_main_path()
    except BaseException:
        return False
    finally:
        del current._inheriting
    return True
