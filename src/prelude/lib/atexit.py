"""Functions to call when the process ends."""

import _prelude

__all__ = ["register", "unregister"]

_functions = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    for entry in reversed(_functions):
        if entry[0] is func or entry[0] == func:
            _functions.remove(entry)


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)


def _run_exitfuncs():
    """Calls what is registered by now, the latest first."""
    for func, args, kwargs in _functions[::-1]:
        try:
            func(*args, **kwargs)
        except BaseException as error:
            _prelude._report_unraisable(error, "Exception ignored in atexit callback", func)
    _functions.clear()
