# What the native modules defer to.


def _pickle_drive(machine, function, arguments):
    """Makes the calls that a pickling machine needs."""
    while True:
        try:
            function, arguments = machine.resume(function(*arguments))
        except BaseException as error:
            _pickle_explain(error, machine.notes())
            raise
        if function is None:
            return arguments


def _pickle_explain(error, notes):
    for text, *key in notes:
        error.add_note(f"{text} {key[0]!r}" if key else text)


def _pickle_failed(error, notes):
    _pickle_explain(error, notes)
    raise error


def _pickle_find_class(module, name):
    __import__(module, None, None, (), 0)
    found = _modules[module]
    path = name.split(".")
    for part in path:
        try:
            found = getattr(found, part)
        except AttributeError:
            if len(path) == 1:
                raise
            raise AttributeError(f"Can't resolve path {name!r} on module {module!r}") from None
    return found


def _pickle_extend(target, items):
    extend = getattr(target, "extend", None)
    if extend is not None:
        extend(items)
    else:
        for item in items:
            target.append(item)


def _pickle_set_items(target, items):
    for index in range(0, len(items), 2):
        target[items[index]] = items[index + 1]


def _pickle_add_items(target, items):
    if isinstance(target, set):
        target.update(items)
    else:
        for item in items:
            target.add(item)


def _pickle_new_object(cls, arguments, keywords):
    return cls.__new__(cls, *arguments, **(keywords or {}))


def _pickle_build(target, state):
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    for part in (state, slots):
        if part:
            for name, value in part.items():
                setattr(target, name, value)


def _json_error(message, document, index):
    from json.decoder import JSONDecodeError
    raise JSONDecodeError(message, document, index)


def _json_items(mapping):
    return list(mapping.items())


def _json_sorted(pairs):
    return sorted(pairs)


def object___reduce__(self):
    return object___reduce_ex__(self, 0)


def object___reduce_ex__(self, protocol):
    if self is ... or self is NotImplemented:
        return repr(self)
    cls = type(self)
    reduce = getattr(cls, "__reduce__", None)
    if reduce is not None and reduce is not object.__reduce__:
        return reduce(self)
    if not hasattr(protocol, "__index__"):
        raise TypeError(f"'{_type_name(type(protocol))}' object cannot be interpreted as an integer")
    if isinstance(self, (set, frozenset)):
        return cls, (list(self),), self.__getstate__()
    if cls.__getstate__ is object.__getstate__:
        _refuse_hidden_state(self)
    copyreg = __import__("copyreg", None, None, (), 0)
    if protocol < 2 and cls.__flags__ & 512:
        return copyreg._reduce_ex(self, protocol)
    if hasattr(cls, "__getnewargs_ex__"):
        arguments, keywords = self.__getnewargs_ex__()
        make, arguments = copyreg.__newobj_ex__, (cls, arguments, keywords)
    else:
        make, arguments = copyreg.__newobj__, (cls, *_new_arguments(self))
    items = iter(self) if isinstance(self, list) else None
    pairs = iter(self.items()) if isinstance(self, dict) else None
    return make, arguments, self.__getstate__(), items, pairs


def _new_arguments(self):
    if hasattr(self, "__getnewargs__"):
        return self.__getnewargs__()
    for kind in (int, float, complex, str, bytes, tuple, bytearray):
        if isinstance(self, kind):
            return (kind(self),)
    return ()


def object___ne__(self, other):
    result = type(self).__eq__(self, other)
    return result if result is NotImplemented else not result


def BaseException___repr__(self):
    arguments = self.args
    if len(arguments) == 1:
        return f"{type(self).__name__}({arguments[0]!r})"
    return f"{type(self).__name__}{arguments!r}"


def OSError___str__(self):
    if self.filename2 is not None:
        return f"[Errno {self.errno}] {self.strerror}: {self.filename!r} -> {self.filename2!r}"
    return f"[Errno {self.errno}] {self.strerror}: {self.filename!r}"


def method___repr__(self):
    function = self.__func__
    name = getattr(function, "__qualname__", None) or getattr(function, "__name__", "?")
    return f"<bound method {name} of {self.__self__!r}>"


def method___reduce__(self):
    return getattr, (self.__self__, self.__func__.__name__)


def displayhook(value):
    if value is not None:
        if "sys" in _modules and not hasattr(_modules["sys"], "stdout"):
            raise RuntimeError("lost sys.stdout")
        _builtins_module._ = None
        print(repr(value))
        _builtins_module._ = value


__displayhook__ = displayhook


def _display(value):
    """Shows the value of an expression statement, as code compiled for one interactive statement does."""
    hook = _sys_attribute("displayhook")
    if hook is None:
        if "sys" in _modules:
            raise RuntimeError("lost sys.displayhook")
        hook = displayhook
    hook(value)


def sumprod(p, q):
    p, q = list(p), list(q)
    if len(p) != len(q):
        raise ValueError("Inputs are not the same length")
    total = 0
    for a, b in zip(p, q):
        total = total + a * b
    return total


def prod(iterable, *, start=1):
    for item in iterable:
        start = start * item
    return start


def dir(*arguments):
    if not arguments:
        return sorted(_getframe(0).f_locals.keys())
    if len(arguments) > 1:
        raise TypeError(f"dir expected at most 1 argument, got {len(arguments)}")
    return sorted(type(arguments[0]).__dir__(arguments[0]))


_builtins_module.dir = dir


def vars(object):
    try:
        return object.__dict__
    except AttributeError:
        raise TypeError("vars() argument must have __dict__ attribute") from None


def _calling_module(depth):
    main = _modules.get("__main__")
    return "__main__" if main is None else main.__name__


def _path_of(object):
    path = type(object).__fspath__(object)
    if isinstance(path, (str, bytes)):
        return path
    raise TypeError(f"expected {type(object).__name__}.__fspath__() to return str or bytes, not {type(path).__name__}")


def _posix_with_paths(name, arguments, keywords):
    def path(argument):
        return _path_of(argument) if hasattr(type(argument), "__fspath__") else argument
    function = getattr(_modules["_posix"], name)
    return function(*[path(argument) for argument in arguments], **keywords)


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    _io = _modules.get("_io") or __import__("_io", None, None, (), 0)
    return _io._open(file, mode, buffering, encoding, errors, newline, closefd, opener)


def get_clock_info(name):
    """What is known of one of the clocks of `time`."""
    from types import SimpleNamespace
    if not isinstance(name, str):
        raise TypeError(f"get_clock_info() argument 1 must be str, not {_type_name(type(name))}")
    if name not in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        raise ValueError("unknown clock")
    wall = name == "time"
    return SimpleNamespace(implementation="the host's clock", monotonic=not wall, adjustable=wall, resolution=1e-6)


def strptime(string, format="%a %b %d %H:%M:%S %Y"):
    return __import__("_strptime", None, None, ("_strptime_time",), 0)._strptime_time(string, format)


def _with_plain_arguments(native, /, *arguments, **keywords):
    """Calls a native that knows numbers only, with the integers that objects say they stand for."""
    first = arguments[:1] if hasattr(native, "__objclass__") else ()
    plain = [*first, *map(_plain, arguments[len(first):])]
    named = {name: _plain(value) for name, value in keywords.items()}
    given = [*arguments, *keywords.values()]
    if all(before is after for before, after in zip(given, [*plain, *named.values()])):
        raise NotImplementedError(f"{native.__name__}() with objects that define their own behaviour is not supported yet")
    return native(*plain, **named)


def _plain(argument):
    kind = type(argument)
    if isinstance(argument, int) or not hasattr(kind, "__index__"):
        return argument
    return kind.__index__(argument)


# The operators as functions, where one of the operands is not a number.
builtins_lt = lambda a, b: a < b
builtins_le = lambda a, b: a <= b
builtins_eq = lambda a, b: a == b
builtins_ne = lambda a, b: a != b
builtins_ge = lambda a, b: a >= b
builtins_gt = lambda a, b: a > b
builtins_add = lambda a, b: a + b
builtins_sub = lambda a, b: a - b
builtins_mul = lambda a, b: a * b
builtins_and_ = lambda a, b: a & b
builtins_or_ = lambda a, b: a | b
builtins_xor = lambda a, b: a ^ b
