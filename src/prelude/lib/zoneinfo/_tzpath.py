"""Where `zoneinfo` looks for the files of time zones: in no folder, as the library has them."""

import os

TZPATH = ()


class InvalidTZPathWarning(RuntimeWarning):
    """A path that is not absolute is no place for time zones."""


def reset_tzpath(to=None):
    global TZPATH
    paths = to or ()
    if isinstance(paths, (str, bytes)):
        raise TypeError(f"tzpath must be a list or tuple, not {type(paths)}: {paths!r}")
    relative = [path for path in paths if not os.path.isabs(path)]
    if relative:
        raise ValueError(f"tzpaths should be absolute: {relative!r}")
    TZPATH = tuple(paths)


def find_tzfile(key):
    """The path of a time zone's file in the folders of TZPATH."""
    normal = os.path.normpath(key)
    if os.path.isabs(key):
        raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}")
    if len(normal) != len(key):
        raise ValueError(f"ZoneInfo keys must be normalized relative paths, got: {key}")
    if normal.startswith(".."):
        raise ValueError(f"ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}")
    for folder in TZPATH:
        path = os.path.join(folder, key)
        if os.path.isfile(path):
            return path
    return None


def available_timezones():
    from zoneinfo import _data
    return _data.names()
