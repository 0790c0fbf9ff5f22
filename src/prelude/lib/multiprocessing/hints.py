"""Hints about classic mistakes, for the person who runs the program; they are not part of its output."""

import _multiprocessing
import sys

# What a beginner keeps in a global. A lock or a queue is handed to a child's global on purpose.
_PLAIN = (int, float, str, bool, type(None), list, dict, set, tuple)

_first_globals = {}


def missing_guard():
    _multiprocessing.hint(
        "A child runs this file from the top before it does its work, and so met the line that starts processes. "
        "Put everything that starts processes under: if __name__ == '__main__':"
    )


def daemonic_children():
    _multiprocessing.hint(
        "Pool workers and other daemons may not start processes. Start them all from the main program, "
        "or use concurrent.futures.ProcessPoolExecutor or Process(daemon=False) for the outer ones."
    )


def too_many_processes():
    _multiprocessing.hint(
        "More processes cannot be alive at once. Start a few that share the work, as Pool does, and join those that "
        "have ended."
    )


def not_picklable(name, error):
    _multiprocessing.hint(
        f"{name} could not be sent to another process ({error}). Functions and classes have to stand at the top "
        "level of a file: no lambda, no function inside a function; arguments have to be plain data."
    )


def watch_globals():
    """Remembers the main module's globals as they are when a child begins its work."""
    global _first_globals
    _first_globals = {name: _state(value) for name, value in _plain_globals()}


def tell_changed_globals():
    """Tells the parent which of them have changed, each once."""
    if not _first_globals:
        return
    changed = [name for name, value in _plain_globals()
               if name in _first_globals and _state(value) != _first_globals[name]]
    if changed:
        _multiprocessing.tell_changed_globals(changed)
        for name in changed:
            del _first_globals[name]


def _plain_globals():
    for name, value in list(vars(sys.modules["__main__"]).items()):
        if type(value) in _PLAIN and not name.startswith("__"):
            yield name, value


def _state(value):
    if isinstance(value, (list, dict, set, tuple)):
        return type(value), id(value), len(value)
    return type(value), value
