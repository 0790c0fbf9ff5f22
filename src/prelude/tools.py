"""Iterators of `itertools` that draw from the user's iterators or call the user's functions."""


def count___next__(self):
    value, step = _tool_parts(self)
    _set_count(self, value + step, step)
    return value


def count___repr__(self):
    value, step = _tool_parts(self)
    step = "" if step == 1 and isinstance(step, int) else f", {step!r}"
    return f"{type(self).__name__}({value!r}{step})"


def repeat___new__(cls, object, times):
    return cls(object, _index_of(times))


def repeat___repr__(self):
    item, times = _tool_parts(self)
    times = "" if times is None else f", {times}"
    return f"{type(self).__name__}({item!r}{times})"


def cycle___new__(cls, iterable, /):
    return _new_tool(cls, _cycle(iter(iterable)))


def _cycle(iterator):
    saved = []
    for item in iterator:
        yield item
        saved.append(item)
    while saved:
        yield from saved


def chain_from_iterable(cls, iterable, /):
    return _new_tool(cls, _chained(iter(iterable)))


def _chained(sources):
    for source in sources:
        yield from source


def _chain_on(self, source):
    """A step of a chain that has come to an iterable that is not of a built-in type."""
    generator = _chain_rest(source, _tool_parts(self)[0])
    _set_generated(self, generator)
    return next(generator)


def _chain_rest(source, sources):
    yield from source
    for source in sources:
        yield from source


def islice___new__(cls, iterable, *bounds):
    start, stop, step = (None, *bounds, None)[:3] if len(bounds) == 1 else (*bounds, None)[:3]
    start, stop, step = [bound if bound is None else _index_of(bound) for bound in (start, stop, step)]
    iterator = iter(iterable)
    return _new_tool(cls, _islice(iterator, 0 if start is None else start, stop, 1 if step is None else step))


def _islice(iterator, start, stop, step):
    at = 0
    wanted = start
    while stop is None or wanted < stop:
        while at < wanted:
            for _ in iterator:
                break
            else:
                return
            at += 1
        for item in iterator:
            yield item
            break
        else:
            return
        at += 1
        wanted += step
    while at < stop:
        for _ in iterator:
            break
        else:
            return
        at += 1


def pairwise___new__(cls, iterable, /):
    return _new_tool(cls, _pairwise(iter(iterable)))


def _pairwise(iterator):
    for before in iterator:
        for item in iterator:
            yield before, item
            before = item


def batched___new__(cls, iterable, n, *, strict=False):
    n = _index_of(n)
    if n < 1:
        raise ValueError("n must be at least one")
    return _new_tool(cls, _batched(iter(iterable), n, True if strict else False))


def _batched(iterator, n, strict):
    batch = []
    for item in iterator:
        batch.append(item)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        if strict:
            raise ValueError("batched(): incomplete batch")
        yield tuple(batch)


def zip_longest___new__(cls, /, *iterables, fillvalue=None):
    return _new_tool(cls, _zip_longest([iter(iterable) for iterable in iterables], fillvalue))


def _zip_longest(iterators, fill):
    active = len(iterators)
    while active:
        row = []
        for index, iterator in enumerate(iterators):
            item = fill
            if iterator is not None:
                item = next(iterator, _missing)
                if item is _missing:
                    active -= 1
                    if not active:
                        return
                    iterators[index] = None
                    item = fill
            row.append(item)
        yield tuple(row)


def product___new__(cls, /, *iterables, repeat=1):
    return cls(*[tuple(iterable) for iterable in iterables], repeat=_index_of(repeat))


def permutations___new__(cls, iterable, r=None):
    return cls(tuple(iterable), r)


def combinations___new__(cls, iterable, r):
    return cls(tuple(iterable), _index_of(r))


def combinations_with_replacement___new__(cls, iterable, r):
    return cls(tuple(iterable), _index_of(r))


def accumulate___new__(cls, iterable, func=None, *, initial=None):
    return _new_tool(cls, _accumulate(iter(iterable), func, initial))


def _accumulate(iterator, func, total):
    if total is None:
        for total in iterator:
            break
        else:
            return
    yield total
    if func is None:
        for item in iterator:
            total = total + item
            yield total
    else:
        for item in iterator:
            total = func(total, item)
            yield total


def compress___new__(cls, data, selectors):
    return _new_tool(cls, _compress(zip(data, selectors)))


def _compress(pairs):
    for item, selected in pairs:
        if selected:
            yield item


def dropwhile___new__(cls, predicate, iterable, /):
    return _new_tool(cls, _dropwhile(predicate, iter(iterable)))


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def takewhile___new__(cls, predicate, iterable, /):
    return _new_tool(cls, _takewhile(predicate, iter(iterable)))


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            break
        yield item


def filterfalse___new__(cls, function, iterable, /):
    return _new_tool(cls, _filterfalse(function, iter(iterable)))


def _filterfalse(function, iterator):
    if function is None:
        function = bool
    for item in iterator:
        if not function(item):
            yield item


def starmap___new__(cls, function, iterable, /):
    return _new_tool(cls, _starmap(function, iter(iterable)))


def _starmap(function, iterator):
    for arguments in iterator:
        if type(arguments) is not tuple:
            arguments = tuple(arguments)
        yield function(*arguments)


def groupby___new__(cls, iterable, key=None):
    return _new_tool(cls, _Groups(iter(iterable), key))


class _Groups:
    """Yields keys with iterators over their runs. What a run has left when the next is asked for is passed over."""

    __slots__ = ("iterator", "key_of", "item", "key", "wanted", "run")

    def __init__(self, iterator, key_of):
        self.iterator = iterator
        self.key_of = key_of
        # The latest item that no run has given yet, with its key; the key of the latest run; and that run.
        self.item = self.key = self.wanted = self.run = _missing

    def __next__(self):
        self.run = _missing
        while self.key is _missing or self.wanted is not _missing and (self.wanted is self.key or self.wanted == self.key):
            self.step()
        self.wanted = key = self.key
        self.run = _Run(self, key)
        return key, _new_tool(_modules["itertools"]._grouper, self.run)

    def step(self):
        item = next(self.iterator)
        self.key = item if self.key_of is None else self.key_of(item)
        self.item = item


def _groups_on(asked, groups, iterator, item, wanted, run):
    """Goes on with a `groupby` that has come to an item which only Python can compare."""
    rest = _Groups(iterator, None)
    rest.item = rest.key = item
    rest.wanted = wanted
    rest.run = _Run(rest, wanted)
    _set_generated(run, rest.run)
    _set_generated(groups, rest)
    return next(asked)


class _Run:
    __slots__ = ("groups", "key")

    def __init__(self, groups, key):
        self.groups = groups
        self.key = key

    def __next__(self):
        groups = self.groups
        if groups.run is not self:
            raise StopIteration
        if groups.item is _missing:
            groups.step()
        if not (self.key is groups.key or self.key == groups.key):
            raise StopIteration
        item = groups.item
        groups.item = groups.key = _missing
        return item


def tee(iterable, n=2, /):
    n = _index_of(n)
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    first = iterable.__copy__() if isinstance(iterable, _tee) else _tee(iterable)
    return (first, *[first.__copy__() for _ in range(n - 1)])


class _tee:
    """An iterator over what others iterate over, too: items are in a list of pairs that ends with an empty one."""

    __slots__ = ("_iterator", "_link", "_running", "__weakref__")

    def __new__(cls, iterable, /):
        if isinstance(iterable, _tee):
            return iterable.__copy__()
        self = object.__new__(cls)
        self._iterator = iter(iterable)
        self._link = []
        self._running = []
        return self

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if not link:
            if self._running:
                raise RuntimeError("tee() iterator already running")
            self._running.append(True)
            try:
                item = next(self._iterator)
            finally:
                self._running.clear()
            link.append(item)
            link.append([])
        self._link = link[1]
        return link[0]

    def __copy__(self):
        made = object.__new__(type(self))
        made._iterator, made._link, made._running = self._iterator, self._link, self._running
        return made


_tee.__module__ = "itertools"
_tee.__qualname__ = "_tee"
