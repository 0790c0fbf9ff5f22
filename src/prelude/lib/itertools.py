"""Iterators made of iterators."""


class count:
    def __init__(self, start=0, step=1):
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        return f"count({self._next!r})" if self._step == 1 else f"count({self._next!r}, {self._step!r})"


class repeat:
    def __init__(self, object, times=None):
        self._object = object
        self._times = None if times is None else max(times, 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._times is not None:
            if self._times <= 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __length_hint__(self):
        if self._times is None:
            raise TypeError("len() of unsized object")
        return self._times

    def __repr__(self):
        times = "" if self._times is None else f", {self._times}"
        return f"repeat({self._object!r}{times})"


def cycle(iterable):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        yield from saved


class chain:
    """One iterable after another."""

    def __init__(self, *iterables):
        self._items = _chained(iterables)

    @classmethod
    def from_iterable(cls, iterables):
        self = cls()
        self._items = _chained(iterables)
        return self

    def __iter__(self):
        return self._items

    def __next__(self):
        return next(self._items)


def _chained(iterables):
    for iterable in iterables:
        yield from iterable


def compress(data, selectors):
    return (item for item, selected in zip(data, selectors) if selected)


def dropwhile(predicate, iterable, /):
    iterator = iter(iterable)
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def takewhile(predicate, iterable, /):
    for item in iterable:
        if not predicate(item):
            break
        yield item


def filterfalse(function, iterable, /):
    if function is None:
        function = bool
    return (item for item in iterable if not function(item))


def starmap(function, iterable, /):
    return (function(*arguments) for arguments in iterable)


def islice(iterable, *bounds):
    if not 1 <= len(bounds) <= 3:
        raise TypeError(f"islice expected at {'least 2' if not bounds else 'most 4'} arguments, got {len(bounds) + 1}")
    picked = slice(*bounds)
    start = 0 if picked.start is None else picked.start
    stop = picked.stop
    step = 1 if picked.step is None else picked.step
    if not isinstance(start, int) or start < 0 or (stop is not None and (not isinstance(stop, int) or stop < 0)):
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if not isinstance(step, int) or step < 1:
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _sliced(iter(iterable), start, stop, step)


def _sliced(iterator, start, stop, step):
    index = 0
    wanted = start
    while stop is None or index < stop:
        if stop is not None and wanted >= stop:
            # Those before the end are passed over, as if they had been looked at.
            while index < stop:
                try:
                    next(iterator)
                except StopIteration:
                    return
                index += 1
            return
        try:
            item = next(iterator)
        except StopIteration:
            return
        if index == wanted:
            yield item
            wanted += step
        index += 1


def accumulate(iterable, func=None, *, initial=None):
    iterator = iter(iterable)
    total = initial
    if initial is None:
        try:
            total = next(iterator)
        except StopIteration:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total


def batched(iterable, n, *, strict=False):
    if n < 1:
        raise ValueError("n must be at least one")
    return _batches(iter(iterable), n, strict)


def _batches(iterator, n, strict):
    while batch := tuple(islice(iterator, n)):
        if strict and len(batch) != n:
            raise ValueError("batched(): incomplete batch")
        yield batch


def pairwise(iterable, /):
    iterator = iter(iterable)
    try:
        before = next(iterator)
    except StopIteration:
        return
    for item in iterator:
        yield before, item
        before = item


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    active = len(iterators)
    while active:
        row = []
        for index, iterator in enumerate(iterators):
            if iterator is None:
                row.append(fillvalue)
                continue
            try:
                row.append(next(iterator))
            except StopIteration:
                active -= 1
                if not active:
                    return
                iterators[index] = None
                row.append(fillvalue)
        yield tuple(row)


class groupby:
    """Runs of items with the same key."""

    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._pending = []
        self._group = None
        self._done = False

    def __iter__(self):
        return self

    def _peek(self):
        """Returns `[item, key]` of the next item, or None at the end."""
        if not self._pending and not self._done:
            for item in self._iterator:
                self._pending.append((item, item if self._key is None else self._key(item)))
                break
            else:
                self._done = True
        return self._pending[0] if self._pending else None

    def __next__(self):
        if self._group is not None:
            for _ in self._group:
                pass
        entry = self._peek()
        if entry is None:
            raise StopIteration
        self._group = self._run(entry[1])
        return entry[1], self._group

    def _run(self, key):
        while (entry := self._peek()) is not None and entry[1] == key:
            self._pending.clear()
            yield entry[0]


def product(*iterables, repeat=1):
    pools = [tuple(pool) for pool in iterables] * repeat
    if any(not pool for pool in pools):
        return
    indices = [0] * len(pools)
    while True:
        yield tuple(pool[index] for pool, index in zip(pools, indices))
        for place in range(len(pools) - 1, -1, -1):
            indices[place] += 1
            if indices[place] < len(pools[place]):
                break
            indices[place] = 0
        else:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    n = len(pool)
    r = n if r is None else r
    if r < 0:
        raise ValueError("r must be non-negative")
    return _permutations(pool, n, r)


def _permutations(pool, n, r):
    if r > n:
        return
    indices = list(range(n))
    cycles = list(range(n, n - r, -1))
    yield tuple([pool[index] for index in indices[:r]])
    while n:
        for place in range(r - 1, -1, -1):
            cycles[place] -= 1
            if cycles[place] == 0:
                indices[place:] = indices[place + 1:] + indices[place:place + 1]
                cycles[place] = n - place
            else:
                other = n - cycles[place]
                indices[place], indices[other] = indices[other], indices[place]
                yield tuple([pool[index] for index in indices[:r]])
                break
        else:
            return


def combinations(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations(pool, len(pool), r)


def _combinations(pool, n, r):
    if r > n:
        return
    indices = list(range(r))
    while True:
        yield tuple([pool[index] for index in indices])
        for place in range(r - 1, -1, -1):
            if indices[place] != place + n - r:
                break
        else:
            return
        indices[place] += 1
        for later in range(place + 1, r):
            indices[later] = indices[later - 1] + 1


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _multisets(pool, len(pool), r)


def _multisets(pool, n, r):
    if not n and r:
        return
    indices = [0] * r
    while True:
        yield tuple([pool[index] for index in indices])
        for place in range(r - 1, -1, -1):
            if indices[place] != n - 1:
                break
        else:
            return
        indices[place:] = [indices[place] + 1] * (r - place)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    source = _Shared(iter(iterable))
    return tuple(_Tee(source, 0) for _ in range(n))


class _Shared:
    """The items that tees have in common."""

    def __init__(self, iterator):
        self.iterator = iterator
        self.items = []


class _Tee:
    def __init__(self, source, index):
        self._source = source
        self._index = index

    def __iter__(self):
        return self

    def __next__(self):
        source = self._source
        if self._index == len(source.items):
            source.items.append(next(source.iterator))
        item = source.items[self._index]
        self._index += 1
        return item

    def __copy__(self):
        return _Tee(self._source, self._index)
