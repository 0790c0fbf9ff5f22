# Telling a trace or profile function of an event, and `breakpoint`.


def _tell(function, frame, event, argument, profile):
    try:
        result = function(frame, event, argument)
    except BaseException:
        _telling_failed(frame, profile)
        raise
    _told(frame, result, profile)


def breakpoint(*args, **kws):
    hook = _sys_attribute("breakpointhook")
    if hook is None:
        if "sys" in _modules:
            raise RuntimeError("lost sys.breakpointhook")
        hook = breakpointhook
    return hook(*args, **kws)


def breakpointhook(*args, **kws):
    os = _modules.get("os")
    name = os.environ.get("PYTHONBREAKPOINT") if os is not None else None
    if name == "0":
        return None
    path, dot, last = (name or "pdb.set_trace").rpartition(".")
    try:
        hook = getattr(__import__(path, None, None, (last,), 0) if dot else _builtins_module, last)
    except (ImportError, AttributeError, ValueError):
        __import__("warnings").warn(f'Ignoring unimportable $PYTHONBREAKPOINT: "{name}"', RuntimeWarning, stacklevel=2)
        return None
    return hook(*args, **kws)


__breakpointhook__ = breakpointhook


def _monitor(name, *arguments):
    """A function of `sys.monitoring`."""
    return getattr(__import__("_monitoring", None, None, (), 0), name)(*arguments)
