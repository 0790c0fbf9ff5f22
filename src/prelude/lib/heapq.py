"""Lists in which the least item is always first."""

from _heapq import rise, sink

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
           "heappush_max", "heappop_max", "heapify_max", "heapreplace_max", "heappushpop_max"]


def _less(a, b):
    return a < b


def _more(a, b):
    return b < a


def _up(heap, start, place, before):
    item = heap[place]
    while place > start:
        parent = (place - 1) >> 1
        if not before(item, heap[parent]):
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def _down(heap, place, before):
    """Moves the hole at `place` to the bottom, then its item up to where it belongs."""
    if before is _less and sink(heap, place):
        return
    start, end = place, len(heap)
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not before(heap[child], heap[right]):
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _up(heap, start, place, before)


def _push(heap, item, before):
    heap.append(item)
    if before is not _less or not rise(heap):
        _up(heap, 0, len(heap) - 1, before)


def _pop(heap, before):
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _down(heap, 0, before)
    return first


def _replace(heap, item, before):
    first = heap[0]
    heap[0] = item
    _down(heap, 0, before)
    return first


def _heapify(heap, before):
    for place in reversed(range(len(heap) // 2)):
        _down(heap, place, before)


def heappush(heap, item, /):
    _push(heap, item, _less)


def heappop(heap, /):
    return _pop(heap, _less)


def heapify(heap, /):
    _heapify(heap, _less)


def heapreplace(heap, item, /):
    return _replace(heap, item, _less)


def heappushpop(heap, item, /):
    if heap and heap[0] < item:
        return _replace(heap, item, _less)
    return item


def heappush_max(heap, item, /):
    _push(heap, item, _more)


def heappop_max(heap, /):
    return _pop(heap, _more)


def heapify_max(heap, /):
    _heapify(heap, _more)


def heapreplace_max(heap, item, /):
    return _replace(heap, item, _more)


def heappushpop_max(heap, item, /):
    if heap and item < heap[0]:
        return _replace(heap, item, _more)
    return item


def merge(*iterables, key=None, reverse=False):
    """Sorted iterables as one."""
    before = _more if reverse else _less
    heap = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            heap.append(_Entry(item if key is None else key(item), order, item, iterator, before))
            break
    _heapify(heap, _less)
    while heap:
        entry = heap[0]
        yield entry.item
        for item in entry.iterator:
            entry.item = item
            entry.key = item if key is None else key(item)
            _replace(heap, entry, _less)
            break
        else:
            _pop(heap, _less)


class _Entry:
    def __init__(self, key, order, item, iterator, before):
        self.key, self.order, self.item, self.iterator, self.before = key, order, item, iterator, before

    def __lt__(self, other):
        if self.before(self.key, other.key):
            return True
        return not self.before(other.key, self.key) and self.order < other.order


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
