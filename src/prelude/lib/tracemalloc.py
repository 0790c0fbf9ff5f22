"""How much memory is in use, and was at most. Which line has taken it is not recorded: there are no snapshots.

The peak is exact to about a hundred kilobytes, as what nobody refers to is found in collections.
"""

import gc

import _tracemalloc

__all__ = ["start", "stop", "is_tracing", "get_traced_memory", "reset_peak", "clear_traces", "get_traceback_limit",
           "get_tracemalloc_memory", "get_object_traceback", "take_snapshot"]

_base = _limit = None


def start(nframe=1, /):
    """Starts measuring from what is in use now."""
    global _base, _limit
    if not 1 <= nframe <= 65535:
        raise ValueError("the number of frames must be in range [1; 65535]")
    if _base is None:
        _limit = nframe
        _measure_from_here()


def _measure_from_here():
    global _base
    gc.collect()
    _base = _tracemalloc.used()
    _tracemalloc.measure(True)


def stop():
    global _base
    _base = None
    _tracemalloc.measure(False)


def is_tracing():
    return _base is not None


def get_traced_memory():
    """The bytes taken since the start that are still in use, and how many were in use at most."""
    if _base is None:
        return 0, 0
    gc.collect()
    current = max(_tracemalloc.used() - _base, 0)
    return current, max(_tracemalloc.peak() - _base, current)


def reset_peak():
    if _base is not None:
        gc.collect()
        _tracemalloc.reset_peak()


def clear_traces():
    if _base is not None:
        _measure_from_here()


def get_traceback_limit():
    return _limit or 1


def get_tracemalloc_memory():
    return 0


def get_object_traceback(obj, /):
    return None


def take_snapshot():
    if _base is None:
        raise RuntimeError("the tracemalloc module must be tracing memory allocations to take a snapshot")
    raise NotImplementedError("which line has taken memory is not recorded; use get_traced_memory()")
