# Finalizers, callbacks of weak references, proxies, and gc.collect().


_finalized_batches = 0


def _run_finalizers():
    """Does what the collector has queued, until nothing more dies of it."""
    global _finalized_batches
    try:
        while True:
            tasks = _take_finalizers()
            if not tasks:
                break
            _finalized_batches += 1
            for target, argument in tasks:
                _run_finalizer(target, argument)
            tasks = target = argument = None
            _request_collection(False)
            _safe_point()
    finally:
        _finalizers_done()


def _safe_point():
    """The call is where the collector gets its turn."""


def _run_finalizer(target, argument):
    if target is None:
        finalizer = _lookup(type(argument), "__del__")
        try:
            finalize = None if finalizer is NotImplemented else argument.__del__
        except BaseException:
            return
        try:
            if finalize is not None:
                finalize()
        except BaseException as exception:
            _report_unraisable(exception, "Exception ignored while calling deallocator", finalizer)
    elif argument is None:
        try:
            if _is_unawaited(target):
                __import__("warnings", None, None, (), 0)._warn_unawaited_coroutine(target)
        except BaseException as exception:
            _report_unraisable(exception, "Exception ignored while finalizing coroutine", target)
        finalizer = _generator_finalizer(target)
        try:
            if finalizer is None:
                _close_generator(target)
            else:
                finalizer(target)
        except BaseException as exception:
            _report_unraisable(exception, "Exception ignored while closing generator", target)
    else:
        try:
            target(argument)
        except BaseException as exception:
            _report_unraisable(exception, "Exception ignored while calling weakref callback", target)


class UnraisableHookArgs(tuple):
    """What sys.unraisablehook is called with."""

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    err_msg = property(lambda self: self[3])
    object = property(lambda self: self[4])


def _report_unraisable(exception, message, *culprit):
    """Tells of an exception that there is nobody to raise it for, in the words "MESSAGE CULPRIT"."""
    try:
        message = " ".join([message, *map(repr, culprit)])
    except BaseException:
        message = None
    details = (type(exception), exception, exception.__traceback__ or _traceback_here(), message, None)
    hook = _sys_attribute("unraisablehook") or unraisablehook
    try:
        hook(UnraisableHookArgs(details))
    except BaseException as second:
        details = (type(second), second, second.__traceback__, "Exception ignored in sys.unraisablehook", hook)
        unraisablehook(UnraisableHookArgs(details))


def unraisablehook(unraisable, /):
    """Prints an exception that could not be raised: neither what led to it nor its notes."""
    if type(unraisable) is not UnraisableHookArgs:
        raise TypeError("sys.unraisablehook argument type must be UnraisableHookArgs")
    kind, exception, traceback, message, culprit = unraisable
    stderr = _sys_attribute("stderr")
    if stderr is None:
        return
    text = _heading_of_unraised(message, culprit)
    if exception is not None:
        for name in _missing_sources([exception]):
            _fetch_sources(name)
        text += _render_unraised(exception, _safe_str(exception), traceback, _traceback_limit())
    stderr.write(text)
    stderr.flush()


def _heading_of_unraised(message, culprit):
    if culprit is None:
        return "" if message is None else f"{message}:\n"
    return f"{'Exception ignored in' if message is None else message}: {_safe_repr(culprit)}\n"


def _safe_repr(value):
    try:
        return repr(value)
    except BaseException:
        return "<object repr() failed>"


def builtins_collect(generation=2):
    """gc.collect(): finalizers have run and cycles are gone when it returns."""
    before = _finalized_batches
    found = _found_by_collection()
    if _finalized_batches != before:
        # What was kept for its finalizer is gone after the next one.
        _found_by_collection()
    return found


def _found_by_collection():
    _found_in_cycles()
    _request_collection(True)
    _safe_point()
    return _found_in_cycles()


def _after_collection(viewed, change, /, *arguments, **keywords):
    """Calls what has found views of the object that it changes, now that those that nothing refers to are gone."""
    _request_collection(False)
    _safe_point()
    _views_are_alive(viewed)
    try:
        return change(*arguments, **keywords)
    finally:
        _views_are_alive(None)


def _finalize_program():
    """At exit: nothing of the program's modules is needed any more."""
    if not _has_finalizers():
        return
    for name, module in list(_modules.items()):
        file = getattr(module, "__file__", None)
        if file is not None and not file.startswith("/usr/lib/python3.14/"):
            del _modules[name]
    module = None
    builtins_collect()


def ReferenceType___hash__(self):
    target = self()
    if target is None:
        raise TypeError("weak object has gone away")
    return _remember_hash(self, hash(target))


def ReferenceType___eq__(self, other):
    return self() == other()
