"""Where `zoneinfo` gets its time zones from: of itself it knows UTC only."""

import io
import struct


class ZoneInfoNotFoundError(KeyError):
    """There is no such time zone."""

    __module__ = "zoneinfo"


_UTC = {"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu", "GMT", "Etc/GMT", "Greenwich"}


def load_tzdata(key):
    """The file of a time zone."""
    if key in _UTC:
        name = b"GMT" if "GMT" in key or key == "Greenwich" else b"UTC"
        return io.BytesIO(_zone_without_changes(name, 0))
    raise ZoneInfoNotFoundError(f"No time zone found with key {key}: only UTC is there, as there is no time zone data; "
                                "use datetime.timezone for a fixed offset")


def _zone_without_changes(name, offset):
    """A zone in the format of RFC 8536."""
    def header(version):
        return struct.pack(">4sc15x6l", b"TZif", version, 0, 0, 0, 0, 1, len(name) + 1)
    block = struct.pack(">lbB", offset, 0, 0) + name + b"\0"
    return header(b"2") + block + header(b"2") + block + b"\n" + name + b"0\n"


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
