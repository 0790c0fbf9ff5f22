"""Heaps, in place of CPython's C module."""

import _heapqcore
import _prelude
from _heapqcore import *


class _Slow:
    """What the natives do with items that Python code compares."""

    def heappush(heap, item, /):
        heap.append(item)
        _rise(heap, 0, len(heap) - 1, _less)

    def heappop(heap, /):
        return _pop(heap, _less)

    def heapify(heap, /):
        for place in reversed(range(len(heap) // 2)):
            _sink(heap, place, _less)

    def heapreplace(heap, item, /):
        return _replace(heap, item, _less)

    def heappushpop(heap, item, /):
        return _replace(heap, item, _less) if heap and heap[0] < item else item

    def heappush_max(heap, item, /):
        heap.append(item)
        _rise(heap, 0, len(heap) - 1, _more)

    def heappop_max(heap, /):
        return _pop(heap, _more)

    def heapify_max(heap, /):
        for place in reversed(range(len(heap) // 2)):
            _sink(heap, place, _more)

    def heapreplace_max(heap, item, /):
        return _replace(heap, item, _more)

    def heappushpop_max(heap, item, /):
        return _replace(heap, item, _more) if heap and item < heap[0] else item


def _less(a, b):
    return a < b


def _more(a, b):
    return b < a


def _check(heap, length):
    if len(heap) != length:
        raise RuntimeError("list changed size during iteration")


def _rise(heap, start, place, before):
    length = len(heap)
    while place > start:
        parent = (place - 1) >> 1
        first = before(heap[place], heap[parent])
        _check(heap, length)
        if not first:
            break
        heap[place], heap[parent] = heap[parent], heap[place]
        place = parent


def _sink(heap, place, before):
    """Moves the item to the bottom along the children nearer to the top, then up to where it belongs."""
    start, length = place, len(heap)
    while (child := 2 * place + 1) < length:
        right = child + 1
        if right < length:
            first = before(heap[child], heap[right])
            _check(heap, length)
            if not first:
                child = right
        heap[place], heap[child] = heap[child], heap[place]
        place = child
    _rise(heap, start, place, before)


def _pop(heap, before):
    last = heap.pop()
    if not heap:
        return last
    first, heap[0] = heap[0], last
    _sink(heap, 0, before)
    return first


def _replace(heap, item, before):
    first, heap[0] = heap[0], item
    _sink(heap, 0, before)
    return first


_prelude._complete(_heapqcore, _Slow)
