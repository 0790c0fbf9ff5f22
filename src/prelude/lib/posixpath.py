"""Paths with slashes."""

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix",
           "exists", "isfile", "isdir", "expanduser", "expandvars", "normpath", "abspath", "curdir", "pardir", "sep",
           "realpath", "relpath"]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
altsep = None
devnull = "/dev/null"


def _text(path):
    import posix
    return posix.fspath(path)


def normcase(path):
    return _text(path)


def isabs(path):
    return _text(path).startswith("/")


def join(path, *parts):
    path = _text(path)
    for part in map(_text, parts):
        if part.startswith("/") or not path:
            path = part
        elif path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(path):
    path = _text(path)
    head, slash, tail = path.rpartition("/")
    head += slash
    return (head.rstrip("/") or head), tail


def splitext(path):
    path = _text(path)
    slash = path.rfind("/")
    dot = path.rfind(".")
    if dot > slash + 1 and path[slash + 1:dot].strip("."):
        return path[:dot], path[dot:]
    return path, ""


def splitdrive(path):
    return "", _text(path)


def basename(path):
    return split(path)[1]


def dirname(path):
    return split(path)[0]


def commonprefix(paths):
    if not paths:
        return ""
    least, most = min(paths), max(paths)
    for index, char in enumerate(least):
        if char != most[index]:
            return least[:index]
    return least


def normpath(path):
    path = _text(path)
    if not path:
        return "."
    root = "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not root and (not parts or parts[-1] == "..")):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + "/".join(parts) or "."


def abspath(path):
    import posix
    path = _text(path)
    return normpath(path if isabs(path) else join(posix.getcwd(), path))


realpath = abspath


def relpath(path, start="."):
    here = [part for part in abspath(start).split("/") if part]
    there = [part for part in abspath(path).split("/") if part]
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


def expanduser(path):
    path = _text(path)
    return "/home/student" + path[1:] if path == "~" or path.startswith("~/") else path


def expandvars(path):
    return _text(path)


def _mode(path):
    """What kind of file it is; 0 for none."""
    import posix
    try:
        return posix.stat(path).st_mode & 0o170000
    except (OSError, ValueError):
        return 0


def exists(path):
    return _mode(path) != 0


lexists = exists


def isfile(path):
    return _mode(path) == 0o100000


def isdir(path):
    return _mode(path) == 0o040000


def islink(path):
    return False


def getsize(path):
    import posix
    return posix.stat(path).st_size


def getmtime(path):
    import posix
    return posix.stat(path).st_mtime
