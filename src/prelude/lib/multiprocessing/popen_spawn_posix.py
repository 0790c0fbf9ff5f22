"""Children that start from nothing and are told what to do."""

import _multiprocessing
import _picklecore
import posix
from . import popen_fork, reduction, spawn

__all__ = ["Popen"]


class Popen(popen_fork.Popen):
    method = "spawn"

    def __init__(self, process_obj):
        self._parcel = reduction.Parcel()
        super().__init__(process_obj)

    def _launch(self, process_obj):
        preparation = spawn.get_preparation_data(process_obj._name)
        preparation["imports_main"] = getattr(process_obj, "_imports_main", True)
        preparation["environment"] = posix._changed_environment
        with spawn.Pickling(self, process_obj):
            reduction.dump(process_obj, self._parcel)
        parcel, self._parcel = self._parcel, None
        payload = _picklecore.dumps((preparation, [end._id() for end in parcel.ends], parcel.data))
        arguments = ("spawn", process_obj._name, popen_fork.is_daemon(process_obj), payload, parcel.ends)
        self.pid = self.sentinel = self._with_room(_multiprocessing.spawn, *arguments)
