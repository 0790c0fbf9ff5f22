"""Children that are copies of the fork server, which tells how they end."""

import os
import threading
from . import forkserver, popen_fork, reduction, spawn

__all__ = ["Popen"]


class Popen(popen_fork.Popen):
    method = "forkserver"

    def __init__(self, process_obj):
        self._reading = threading.Lock()
        self._parcel = reduction.Parcel()
        super().__init__(process_obj)

    def _launch(self, process_obj):
        preparation = spawn.get_preparation_data(process_obj._name)
        # The server may be elsewhere.
        preparation["dir"] = os.getcwd()
        with spawn.Pickling(self, process_obj):
            reduction.dump(process_obj, self._parcel)
        parcel, self._parcel = self._parcel, None
        arguments = (process_obj._name, popen_fork.is_daemon(process_obj), preparation, parcel.data, parcel.ends)
        self.pid = self.sentinel = self._with_room(self._ask_server, *arguments)

    def _ask_server(self, *request):
        from .connection import Pipe
        self._status, theirs = Pipe(duplex=False)
        forkserver.request(*request, theirs)
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
