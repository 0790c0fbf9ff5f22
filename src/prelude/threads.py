# What threads run, and what is said of exceptions that they do not handle.


def _run_thread(function, args, kwargs):
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as exception:
        _report_unraisable(exception, "Exception ignored in thread started by", function)


def _thread_excepthook(args):
    """Prints in one piece, so that threads do not write into each other's tracebacks."""
    if args.exc_type is SystemExit:
        return
    thread, stderr = args.thread, _sys_attribute("stderr")
    if stderr is None:
        stderr = None if thread is None else thread._stderr
        if stderr is None:
            return
    name = _thread.get_ident() if thread is None else thread.name
    exception = args.exc_value
    if exception is not None and exception.__traceback__ is args.exc_traceback:
        text = _format_exception(exception)
    else:
        text = "".join(__import__("traceback").format_exception(args.exc_type, exception, args.exc_traceback))
    stderr.write(f"Exception in thread {name}:\n{text}")
    stderr.flush()


def _run_signal_handler(handler, signal):
    try:
        frame = _getframe()
    except ValueError:
        frame = None
    handler(signal, frame)


def _begin_local(args, kwargs, operation, local, *rest):
    """A thread comes to a `_thread._local` for the first time."""
    try:
        type(local).__init__(local, *args, **kwargs)
    except BaseException:
        _forget_local(local)
        raise
    return getattr(object, operation)(local, *rest)


def _struct_sequence_repr(name, names, values):
    return f"{name}({', '.join(f'{field}={value!r}' for field, value in zip(names, values))})"
