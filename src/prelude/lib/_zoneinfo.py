"""`ZoneInfo` as CPython's C module has it: of the same behaviour, with a name that says where it is from."""

from zoneinfo._zoneinfo import ZoneInfo


def __repr__(self):
    name = "zoneinfo.ZoneInfo" if type(self) is ZoneInfo else type(self).__name__
    return f"{name}(key={self.key!r})" if self.key is not None else f"{name}.from_file({self._file_repr})"


ZoneInfo.__repr__ = __repr__
