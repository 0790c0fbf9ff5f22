"""What would have to be cleaned up after a process that died: here the kernel forgets all with the run."""

import _multiprocessing

__all__ = ["ensure_running", "register", "unregister"]


def _withdraw_memory(name):
    _multiprocessing.withdraw("memory:" + name)


_CLEANUP_FUNCS = {"noop": lambda name: None, "shared_memory": _withdraw_memory}


def ensure_running():
    """There is no tracker to start."""


def register(name, rtype):
    """There is nothing to take note of."""
    _check(rtype)


def unregister(name, rtype):
    """There is nothing to forget."""
    _check(rtype)


def _check(rtype):
    if rtype not in _CLEANUP_FUNCS:
        raise ValueError(f"Unknown resource type {rtype}")
