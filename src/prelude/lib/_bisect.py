"""Searching in sorted sequences, in place of CPython's C module."""

import _bisectcore
import _prelude
from _bisectcore import *


class _Slow:
    """What the natives do with other sequences, with keys, and with items that Python code compares."""

    def bisect_right(a, x, lo=0, hi=None, *, key=None):
        lo, hi = _bounds(a, lo, hi)
        while lo < hi:
            middle = (lo + hi) // 2
            item = a[middle] if key is None else key(a[middle])
            if x < item:
                hi = middle
            else:
                lo = middle + 1
        return lo

    def bisect_left(a, x, lo=0, hi=None, *, key=None):
        lo, hi = _bounds(a, lo, hi)
        while lo < hi:
            middle = (lo + hi) // 2
            item = a[middle] if key is None else key(a[middle])
            if item < x:
                lo = middle + 1
            else:
                hi = middle
        return lo

    def insort_right(a, x, lo=0, hi=None, *, key=None):
        a.insert(bisect_right(a, x if key is None else key(x), lo, hi, key=key), x)

    def insort_left(a, x, lo=0, hi=None, *, key=None):
        a.insert(bisect_left(a, x if key is None else key(x), lo, hi, key=key), x)


def _bounds(a, lo, hi):
    if lo < 0:
        raise ValueError("lo must be non-negative")
    return lo, len(a) if hi is None else hi


_prelude._complete(_bisectcore, _Slow)
