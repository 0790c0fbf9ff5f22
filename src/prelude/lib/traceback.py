"""Exceptions and tracebacks as text."""

import sys
import _prelude

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_exc", "format_tb",
           "print_exc", "print_exception", "print_tb", "FrameSummary", "StackSummary", "TracebackException"]

_missing = object()


def _exception(exc, value):
    return exc if value is _missing else value


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True, **kwargs):
    exception = _exception(exc, value)
    if exception is None:
        return ["NoneType: None\n"]
    if tb is not _missing and tb is not exception.__traceback__:
        exception = exception.with_traceback(tb)
    return _prelude._format_exception(exception).splitlines(True)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception()))


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True, **kwargs):
    (file or sys.stderr).write("".join(format_exception(exc, value, tb, limit, chain)))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), file=file)


def format_exception_only(exc, /, value=_missing, *, show_group=False, **kwargs):
    exception = _exception(exc, value)
    if exception is None:
        return ["NoneType: None\n"]
    cls = type(exception)
    name = cls.__qualname__ if cls.__module__ in ("builtins", "__main__") else f"{cls.__module__}.{cls.__qualname__}"
    text = str(exception)
    lines = [f"{name}: {text}\n" if text else f"{name}\n"]
    lines.extend(f"{note}\n" for note in getattr(exception, "__notes__", ()))
    return lines


class FrameSummary:
    """A line of a traceback."""

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, **kwargs):
        self.filename, self.lineno, self.name, self._line = filename, lineno, name, line

    @property
    def line(self):
        return (self._line or "").strip()

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """The lines of a traceback."""

    def format(self):
        return [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
                + (f"    {frame.line}\n" if frame.line else "") for frame in self]


def extract_tb(tb, limit=None):
    frames = StackSummary()
    while tb is not None:
        code = tb._code
        frames.append(FrameSummary(code.co_filename, tb.tb_lineno, code.co_name, line=tb._source_line))
        tb = tb.tb_next
    return frames


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    (file or sys.stderr).write("".join(format_tb(tb, limit)))


def extract_stack(f=None, limit=None):
    return StackSummary()


def format_stack(f=None, limit=None):
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    (file or sys.stderr).write("".join(format_stack(f, limit)))


class TracebackException:
    """An exception as it will be printed."""

    def __init__(self, exc_type, exc_value, exc_traceback, **kwargs):
        self.exc_type = exc_type
        self._exception = exc_value
        self.stack = extract_tb(exc_traceback)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__)

    def format(self, *, chain=True, **kwargs):
        yield from format_exception(self._exception)

    def format_exception_only(self, **kwargs):
        yield from format_exception_only(self._exception)

    def __str__(self):
        return str(self._exception)


def walk_tb(tb):
    while tb is not None:
        yield tb, tb.tb_lineno
        tb = tb.tb_next


def clear_frames(tb):
    pass
