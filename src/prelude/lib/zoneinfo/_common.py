"""Where `zoneinfo` gets its time zones from."""

import io
import struct


class ZoneInfoNotFoundError(KeyError):
    """There is no such time zone."""

    __module__ = "zoneinfo"


def load_tzdata(key):
    """The file of a time zone."""
    from zoneinfo import _data
    file = _data.file(key)
    if file is None:
        raise ZoneInfoNotFoundError(f"No time zone found with key {key}")
    return io.BytesIO(file)


def load_data(fobj):
    """Indices, times, offsets, daylight flags, names and the rule for later times in a zone's file."""
    _skip_first_block(fobj)
    counts = _header(fobj)
    leap, times, types, chars = counts[2:]
    moments = struct.unpack(f">{times}q", fobj.read(8 * times))
    indices = struct.unpack(f">{times}B", fobj.read(times))
    kinds = [struct.unpack(">lbB", fobj.read(6)) for _ in range(types)]
    names = fobj.read(chars)
    fobj.seek(12 * leap + counts[0] + counts[1], 1)
    fobj.readline()
    rule = fobj.readline().rstrip(b"\n")
    offsets, daylight, starts = zip(*kinds) if kinds else ((), (), ())
    abbreviations = tuple(names[start:names.index(b"\0", start)].decode() for start in starts)
    return indices, moments, offsets, daylight, abbreviations, rule


def _header(fobj):
    magic, version, *counts = struct.unpack(">4sc15x6l", fobj.read(44))
    if magic != b"TZif":
        raise ValueError("Invalid TZif file: magic not found")
    if version < b"2":
        raise ValueError("Time zone files of the first version cannot be read")
    return counts


def _skip_first_block(fobj):
    uts, standards, leap, times, types, chars = _header(fobj)
    fobj.seek(times * 5 + types * 6 + chars + leap * 8 + standards + uts, 1)
