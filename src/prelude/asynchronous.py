# Asynchronous generators: the awaitables that drive them.


class coroutine_wrapper:
    """What `__await__` of a coroutine returns."""

    __slots__ = ("_coroutine",)
    __module__ = "builtins"

    def __init__(self, coroutine):
        self._coroutine = coroutine

    def __iter__(self):
        return self

    def __next__(self):
        return self._coroutine.send(None)

    def send(self, value):
        return self._coroutine.send(value)

    def throw(self, *exception):
        return self._coroutine.throw(*exception)

    def close(self):
        return self._coroutine.close()


coroutine___await__ = coroutine_wrapper


# What `yield from` does with iterators that are not generators.

def _delegate_send(iterator, value):
    return iterator.send(value)


def _delegate_throw(iterator, exception):
    throw = getattr(iterator, "throw", None)
    if throw is None:
        _raise_now(exception)
    return throw(exception)


def _delegate_close(iterator, exception):
    close = getattr(iterator, "close", None)
    if close is not None:
        close()
    _raise_now(exception)


class _AsyncYielded:
    """What an asynchronous generator yields itself, in contrast to what it waits for."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


class _AsyncStep:
    """One step of an asynchronous generator: awaiting it runs up to the next value."""

    _name = "__anext__()/asend()"

    def __init__(self, generator, resume, argument):
        self._generator = generator
        self._resume = resume
        self._argument = argument
        self._state = "new"

    def __await__(self):
        return self

    __iter__ = __await__

    def __next__(self):
        return self.send(None)

    def send(self, value):
        if self._state == "over":
            raise RuntimeError(f"cannot reuse already awaited {self._name}")
        resume = self._generator._send
        if self._state == "new":
            self._state = "running"
            resume = self._resume
            if value is None:
                value = self._argument
        return self._step(resume, value)

    def throw(self, kind, value=None, traceback=None):
        if self._state == "over":
            raise RuntimeError(f"cannot reuse already awaited {self._name}")
        self._state = "running"
        return self._step(lambda given: _throw_checked(self._generator, *given), (kind, value, traceback))

    def close(self):
        self._state = "over"

    def _step(self, resume, value):
        try:
            result = resume(value)
        except BaseException:
            self._state = "over"
            raise
        if type(result) is _AsyncYielded:
            self._state = "over"
            return self._yielded(result.value)
        return result

    def _yielded(self, value):
        raise StopIteration(value)


class _AsyncClose(_AsyncStep):
    """`aclose()`: throws GeneratorExit, which the generator must not survive."""

    _name = "aclose()/athrow()"

    def _step(self, resume, value):
        try:
            return super()._step(resume, value)
        except (GeneratorExit, StopAsyncIteration):
            raise StopIteration from None

    def _yielded(self, value):
        raise RuntimeError("async generator ignored GeneratorExit")


class _AsyncThrow(_AsyncStep):
    _name = "aclose()/athrow()"


class _AsyncGeneratorHooks(tuple):
    """What `sys.get_asyncgen_hooks` returns."""

    firstiter = property(lambda self: self[0])
    finalizer = property(lambda self: self[1])

    def __repr__(self):
        return f"sys.asyncgen_hooks(firstiter={self[0]!r}, finalizer={self[1]!r})"


_AsyncGeneratorHooks.__module__, _AsyncGeneratorHooks.__qualname__ = "sys", "asyncgen_hooks"
# By thread.
_asyncgen_hooks = {}
_no_asyncgen_hooks = _AsyncGeneratorHooks((None, None))


def get_asyncgen_hooks():
    return _asyncgen_hooks.get(_thread.get_ident(), _no_asyncgen_hooks)


def set_asyncgen_hooks(firstiter=_missing, finalizer=_missing):
    hooks = list(get_asyncgen_hooks())
    for place, (name, hook) in enumerate([("firstiter", firstiter), ("finalizer", finalizer)]):
        if hook is not _missing:
            if hook is not None and not callable(hook):
                raise TypeError(f"callable {name} expected, got {_type_name(type(hook))}")
            hooks[place] = hook
    if hooks == [None, None]:
        _asyncgen_hooks.pop(_thread.get_ident(), None)
    else:
        _asyncgen_hooks[_thread.get_ident()] = _AsyncGeneratorHooks(hooks)


def _tell_first_step(generator):
    """The first step of an asynchronous generator is told to the hook of the thread's event loop."""
    hooks = get_asyncgen_hooks() if _asyncgen_hooks else _no_asyncgen_hooks
    if _is_first_step(generator, hooks[1]) and hooks[0] is not None:
        hooks[0](generator)


def async_generator___anext__(self):
    _tell_first_step(self)
    return _AsyncStep(self, self._send, None)


def async_generator_asend(self, value):
    _tell_first_step(self)
    return _AsyncStep(self, self._send, value)


def async_generator_athrow(self, type, *value_and_traceback):
    if value_and_traceback:
        __import__("warnings").warn("the (type, exc, tb) signature of athrow() is deprecated, "
                                    "use the single-arg signature instead.", DeprecationWarning, 2)
    _tell_first_step(self)
    return _AsyncThrow(self, lambda given: _throw_checked(self, *given), (type, *value_and_traceback))


def async_generator_aclose(self):
    _tell_first_step(self)
    return _AsyncClose(self, self._throw, GeneratorExit())


def aiter(async_iterable):
    kind = type(async_iterable)
    if not hasattr(kind, "__aiter__"):
        raise TypeError(f"'{_type_name(kind)}' object is not an async iterable")
    return kind.__aiter__(async_iterable)


def anext(async_iterator, default=_missing):
    kind = type(async_iterator)
    if not hasattr(kind, "__anext__"):
        raise TypeError(f"'{_type_name(kind)}' object is not an async iterator")
    step = kind.__anext__(async_iterator)
    return step if default is _missing else _anext_or(step, default)


async def _anext_or(step, default):
    try:
        return await step
    except StopAsyncIteration:
        return default


_builtins_module.aiter = aiter
_builtins_module.anext = anext
