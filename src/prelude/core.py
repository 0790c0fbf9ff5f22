# The prelude's core: start-up, classes, raising, and the operations of the run loop that
# call Python. Its frames do not show in tracebacks.


# What CPython gives a child that starts from nothing on its command line.
_SPAWN_COMMAND = "from multiprocessing.spawn import spawn_main; spawn_main(tracker_fd=5, pipe_handle=7)"


def _run_main():
    code = 0
    try:
        if _payload() is None:
            _exec_main()
        else:
            _exec_source(_SPAWN_COMMAND, "<string>", _new_module("__main__"))
    except BaseException as exception:
        code = _exit_status(exception)
    try:
        code = _shutdown(code)
    except BaseException as exception:
        code = _exit_status(exception)
    _exit_process(code)


def _left_out(function):
    """Has tracebacks leave a function's frames out, as if it were written in C."""
    function.__code__ = _hidden_code(function.__code__)
    return function


def _exit_status(exception):
    """The exit status for an exception that nothing has caught; prints what CPython prints."""
    if isinstance(exception, SystemExit):
        code = exception.code
        if code is None:
            return 0
        if isinstance(code, int):
            return code & 0xFF
        _write_error(str(code) + "\n")
        return 1
    try:
        hook = _sys_attribute("excepthook")
        if hook is None:
            print_exception_to_stderr(exception)
        else:
            hook(type(exception), exception, exception.__traceback__)
    except BaseException as second:
        _write_error("Error in sys.excepthook:\n")
        print_exception_to_stderr(second)
        _write_error("\nOriginal exception was:\n")
        print_exception_to_stderr(exception)
    return 130 if isinstance(exception, KeyboardInterrupt) else 1


def _sys_attribute(name):
    sys = _modules.get("sys")
    return None if sys is None else getattr(sys, name, None)


def _shutdown(code):
    """Waits for threads, runs exit functions; returns the exit status."""
    threading = _modules.get("threading")
    if threading is not None:
        try:
            threading._shutdown()
        except BaseException as exception:
            _report_unraisable(exception, "Exception ignored on threading shutdown")
    atexit = _modules.get("atexit")
    if atexit is not None:
        atexit._run_exitfuncs()
    _begin_finalization()
    _finalize_program()
    _io = _modules.get("_io")
    if _io is not None:
        _io._flush_all()
    for name in ("stdout", "stderr"):
        stream = _sys_attribute(name)
        if stream is not None:
            try:
                stream.flush()
            except BaseException:
                pass
    return code


def _safe_str(value):
    try:
        return str(value)
    except BaseException:
        return f"<exception str() failed>"


def _notes(exception):
    notes = getattr(exception, "__notes__", None)
    if notes is None:
        return []
    if isinstance(notes, (list, tuple)):
        return [note if isinstance(note, str) else _safe_str(note) for note in notes]
    return [repr(notes)]


def _format_exception(exception):
    chain = _exception_chain(exception)
    for name in _missing_sources(chain):
        _fetch_sources(name)
    messages = [_safe_str(each) for each in chain]
    notes = [_notes(each) for each in chain]
    return _render_exceptions(chain, messages, notes, _traceback_limit())


def _traceback_limit():
    """How many frames of a traceback are to be printed, or None."""
    limit = _sys_attribute("tracebacklimit")
    return limit if isinstance(limit, int) else None


def print_exception_to_stderr(exception):
    _write_error(_format_exception(exception))


def _write_error(text):
    stderr = _sys_attribute("stderr")
    if stderr is None:
        _write_stderr(text)
    else:
        stderr.write(text)


# Classes.

def __build_class__(func, name, /, *bases, metaclass=None, **keywords):
    original = bases
    bases = _resolve_bases(bases)
    if metaclass is None:
        metaclass = type(bases[0]) if bases else type
    if isinstance(metaclass, type):
        metaclass = _most_derived(metaclass, bases)
    prepare = getattr(metaclass, "__prepare__", None)
    namespace = {} if prepare is None else prepare(name, bases, **keywords)
    if not hasattr(type(namespace), "__getitem__"):
        raise TypeError(f"{_metaclass_name(metaclass)}.__prepare__() must return a mapping, "
                        f"not {_type_name(type(namespace))}")
    cell = _exec_class_body(func, namespace)
    if bases is not original:
        namespace["__orig_bases__"] = original
    cls = metaclass(name, bases, namespace, **keywords)
    if cell is not None and isinstance(cls, type):
        _check_class_cell(cell, name, cls)
    return cls


def _metaclass_name(metaclass):
    return metaclass.__name__ if isinstance(metaclass, type) else "<metaclass>"


def _check_class_cell(cell, name, cls):
    try:
        found = cell.cell_contents
    except ValueError:
        raise RuntimeError(f"__class__ not set defining {name!r} as {cls!r}. "
                           "Was __classcell__ propagated to type.__new__?") from None
    if found is not cls:
        raise TypeError(f"__class__ set to {found!r} defining {name!r} as {cls!r}")


def _resolve_bases(bases):
    for base in bases:
        if not isinstance(base, type) and hasattr(base, "__mro_entries__"):
            break
    else:
        return bases
    resolved = []
    for base in bases:
        if not isinstance(base, type) and hasattr(base, "__mro_entries__"):
            resolved.extend(base.__mro_entries__(bases))
        else:
            resolved.append(base)
    return tuple(resolved)


def _most_derived(metaclass, bases):
    winner = metaclass
    for base in bases:
        kind = type(base)
        if not issubclass(kind, type) and hasattr(kind, "__mro_entries__"):
            raise TypeError("type() doesn't support MRO entry resolution; use types.new_class()")
        if issubclass(winner, kind):
            continue
        if issubclass(kind, winner):
            winner = kind
            continue
        raise TypeError("metaclass conflict: the metaclass of a derived class must be a "
                        "(non-strict) subclass of the metaclasses of all its bases")
    return winner


def type___new__(metaclass, name, bases=(), namespace=None, /, **keywords):
    if namespace is None:
        raise TypeError("type.__new__() takes exactly 3 arguments (1 given)")
    for place, argument, kind in ((1, name, str), (2, bases, tuple), (3, namespace, dict)):
        if not isinstance(argument, kind):
            raise TypeError(f"type.__new__() argument {place} must be {_type_name(kind)}, not {_type_name(type(argument))}")
    winner = _most_derived(metaclass, bases)
    if winner is not metaclass and winner.__new__ is not type.__new__:
        return winner.__new__(winner, name, bases, namespace, **keywords)
    if "__slots__" in namespace:
        slots = namespace["__slots__"]
        cls = _new_class(winner, name, bases, namespace, (slots,) if isinstance(slots, str) else tuple(slots))
    else:
        cls = _new_class(winner, name, bases, namespace)
    if _lookup(winner, "mro") is not _plain_mro:
        _set_mro(cls, _own_mro(cls))
    for attribute, value in list(namespace.items()):
        set_name = _lookup(type(value), "__set_name__")
        if set_name is not NotImplemented:
            _tell_name(value, cls, attribute)
    super(cls, cls).__init_subclass__(**keywords)
    return cls


def _tell_name(value, cls, attribute):
    try:
        value.__set_name__(cls, attribute)
    except Exception as error:
        error.add_note(f"Error calling __set_name__ on {type(value).__name__!r} instance "
                       f"{attribute!r} in {cls.__name__!r}")
        raise


_plain_mro = _lookup(type, "mro")


def _own_mro(cls):
    """The method resolution order as the class's metaclass wants it."""
    order = type(cls).mro(cls)
    return order if isinstance(order, (list, tuple)) else list(order)


def _set_bases(cls, bases):
    before = cls.__bases__
    _replace_bases(cls, bases)
    renewed = []
    try:
        _renew_mro(cls, renewed)
    except BaseException:
        for changed, order in reversed(renewed):
            _set_mro(changed, order)
        if cls.__bases__ == bases:
            _replace_bases(cls, before)
        raise


def _renew_mro(cls, renewed):
    """Computes the orders of the class and of those derived from it."""
    before = cls.__mro__
    _set_mro(cls, _own_mro(cls))
    renewed.append((cls, before))
    for derived in type.__subclasses__(cls):
        _renew_mro(derived, renewed)


def type___call__(cls, /, *arguments, **keywords):
    return _construct(cls, arguments, keywords)


def _class_getitem(cls, key):
    if _lookup(type(cls), "__getitem__") is not NotImplemented:
        return type(cls).__getitem__(cls, key)
    if cls is type:
        return _generic_alias(cls, key)
    getitem = getattr(cls, "__class_getitem__", None)
    if getitem is None:
        raise TypeError(f"type '{cls.__name__}' is not subscriptable")
    return getitem(key)


def _no_getter(prop, obj):
    return property.__get__(prop, obj)


def _copy_property(cls, get, set, delete, doc, *name):
    copy = cls(get, set, delete, doc)
    if name and isinstance(copy, property):
        copy.__set_name__(None, name[0])
    return copy


def _shadowed_super(function, name):
    return getattr(function(), name)


def _load_name(namespace, name, globals):
    try:
        return namespace[name]
    except KeyError:
        pass
    if name in globals:
        return globals[name]
    if hasattr(_builtins_module, name):
        return getattr(_builtins_module, name)
    error = NameError(f"name '{name}' is not defined")
    error.name = name
    raise error from None


def _load_missing(builtins, name):
    """A global that is not there, of an instance of a class derived from `dict` that stands for the built-ins."""
    try:
        return builtins[name]
    except KeyError:
        pass
    error = NameError(f"name '{name}' is not defined")
    error.name = name
    raise error from None


# Raising.

def _raise(value, *cause):
    if isinstance(value, type) and issubclass(value, BaseException):
        made = value()
        if not isinstance(made, BaseException):
            raise TypeError(f"calling {value!r} should have returned an instance of BaseException, "
                            f"not {type(made)!r}")
        value = made
    elif not isinstance(value, BaseException):
        raise TypeError("exceptions must derive from BaseException")
    if cause:
        reason = cause[0]
        if isinstance(reason, type) and issubclass(reason, BaseException):
            reason = reason()
        if reason is not None and not isinstance(reason, BaseException):
            raise TypeError("exception causes must derive from BaseException")
        value.__cause__ = reason
    _raise_now(value)


def _throw_given(generator, kind, *value_and_traceback):
    """`throw` of a generator with anything but an exception alone."""
    if value_and_traceback:
        __import__("warnings").warn("the (type, exc, tb) signature of throw() is deprecated, "
                                    "use the single-arg signature instead.", DeprecationWarning, 2)
    return _throw_checked(generator, kind, *value_and_traceback)


def _throw_checked(generator, kind, value=None, traceback=None):
    if traceback is not None and type(traceback).__name__ != "traceback":
        raise TypeError("throw() third argument must be a traceback object")
    if isinstance(kind, type) and issubclass(kind, BaseException):
        exception = _made_to_throw(kind, value)
    elif not isinstance(kind, BaseException):
        raise TypeError("exceptions must be classes or instances deriving from BaseException, "
                        f"not {_type_name(type(kind))}")
    elif value is not None:
        raise TypeError("instance exception may not have a separate value")
    else:
        exception = kind
    if traceback is not None:
        exception.__traceback__ = traceback
    return (generator._throw if hasattr(generator, "_throw") else generator.throw)(exception)


def _made_to_throw(kind, value):
    """The exception of a class and a value; where making it fails, the exception that says so."""
    if isinstance(value, kind):
        return value
    try:
        if value is None:
            exception = kind()
        else:
            exception = kind(*value) if isinstance(value, tuple) else kind(value)
        if not isinstance(exception, BaseException):
            raise TypeError(f"calling {kind!r} should have returned an instance of BaseException, "
                            f"not {_type_name(type(exception))}")
    except BaseException as error:
        return error
    return exception


# Operations of the run loop.

def _contains(container, item):
    kind = type(container)
    if _lookup(kind, "__iter__") is NotImplemented and _lookup(kind, "__getitem__") is NotImplemented:
        raise TypeError(f"argument of type '{_type_name(kind)}' is not a container or iterable")
    for each in container:
        if each is item or each == item:
            return True
    return False


def _advance(iterator):
    return iterator.__next__()


def _build_set(display, items):
    for item in items:
        display.add(item)
    return display


def _build_dict(display, items):
    for index in range(0, len(items), 2):
        display[items[index]] = items[index + 1]
    return display


def _list_extend(display, iterable):
    for item in iterable:
        display.append(item)


def _set_add(display, item):
    display.add(item)


def _set_update(display, iterable):
    for item in iterable:
        display.add(item)


def _dict_update(display, mapping):
    if not hasattr(mapping, "keys"):
        raise TypeError(f"'{_type_name(type(mapping))}' object is not a mapping")
    for key in mapping.keys():
        display[key] = mapping[key]


def _dict_merge(display, mapping, function):
    if not hasattr(mapping, "keys"):
        raise TypeError(f"{_function_name(function)} argument after ** must be a mapping, not {_type_name(type(mapping))}")
    for key in mapping.keys():
        if key in display:
            raise TypeError(f"{_function_name(function)} got multiple values for keyword argument '{key}'")
        display[key] = mapping[key]


def _refuse_star_argument(iterable, function):
    name = _function_name(function)
    raise TypeError(f"{name} argument after * must be an iterable, not {_type_name(type(iterable))}")


def _function_name(function):
    module = getattr(function, "__module__", None)
    name = getattr(function, "__qualname__", None)
    if name is None:
        return str(function)
    return f"{name}()" if module in (None, "builtins") else f"{module}.{name}()"


def _unpack(iterable, count):
    iterator = iter(iterable)
    items = []
    for item in iterator:
        if len(items) == count:
            raise ValueError(f"too many values to unpack (expected {count})")
        items.append(item)
    if len(items) < count:
        raise ValueError(f"not enough values to unpack (expected {count}, got {len(items)})")
    return tuple(items)


def _unpack_star(iterable, before, after):
    items = list(iterable)
    if len(items) < before + after:
        raise ValueError(f"not enough values to unpack (expected at least {before + after}, got {len(items)})")
    middle = len(items) - after
    return (*items[:before], items[before:middle], *items[middle:])


def _get_len(subject):
    return len(subject)


def _match_mapping(subject):
    if isinstance(subject, dict):
        return True
    abc = _modules.get("_collections_abc")
    return abc is not None and isinstance(subject, abc.Mapping) and not _is_first(type(subject), abc.Sequence, abc.Mapping)


def _match_sequence(subject):
    if isinstance(subject, (list, tuple, range)):
        return True
    if isinstance(subject, (str, bytes, bytearray)):
        return False
    abc = _modules.get("_collections_abc")
    return abc is not None and isinstance(subject, abc.Sequence) and not _is_first(type(subject), abc.Mapping, abc.Sequence)


def _is_first(cls, abstract, other):
    """Whether the class is of `abstract` before it is of `other`, if it is of both: patterns take it as the first."""
    return issubclass(cls, abstract) and _closest(cls, abstract) < _closest(cls, other)


def _closest(cls, abstract):
    """How far along the order the class's own kind begins."""
    order = cls.__mro__
    if abstract in order:
        return order.index(abstract)
    return max([index for index, base in enumerate(order) if issubclass(base, abstract)], default=len(order))


def _match_keys(subject, keys):
    missing = object()
    values = []
    seen = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"mapping pattern checks duplicate key ({key!r})")
        seen.add(key)
        value = subject.get(key, missing)
        if value is missing:
            return None
        values.append(value)
    return tuple(values)


_SELF_MATCHING = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


def _match_class(subject, cls, names, count):
    if not isinstance(cls, type):
        raise TypeError("called match pattern must be a class")
    if not isinstance(subject, cls):
        return None
    values = []
    if count:
        match_self = False
        positional = getattr(cls, "__match_args__", None)
        if positional is None:
            match_self = issubclass(cls, _SELF_MATCHING)
            allowed = 1 if match_self else 0
            positional = ()
        else:
            if not isinstance(positional, tuple):
                raise TypeError(f"{cls.__name__}.__match_args__ must be a tuple (got {type(positional).__name__})")
            allowed = len(positional)
        if count > allowed:
            plural = "" if allowed == 1 else "s"
            raise TypeError(f"{cls.__name__}() accepts {allowed} positional sub-pattern{plural} ({count} given)")
        if match_self:
            values.append(subject)
        else:
            for name in positional[:count]:
                if name in names:
                    raise TypeError(f"{cls.__name__}() got multiple sub-patterns for attribute {name!r}")
                values.append(name)
            try:
                values = [getattr(subject, name) for name in values]
            except AttributeError:
                return None
    for name in names:
        try:
            values.append(getattr(subject, name))
        except AttributeError:
            return None
    return tuple(values)


def dir(object):
    return sorted(type(object).__dir__(object))
