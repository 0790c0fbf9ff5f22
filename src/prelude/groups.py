# Exception groups, and what `except*` does with them.


def BaseExceptionGroup___new__(cls, /, *arguments, **keywords):
    if len(arguments) != 2:
        raise TypeError(f"BaseExceptionGroup.__new__() takes exactly 2 arguments ({len(arguments)} given)")
    message, exceptions = arguments
    if not isinstance(message, str):
        raise TypeError(f"BaseExceptionGroup.__new__() argument 1 must be str, not {_type_name(type(message))}")
    if not _is_sequence(exceptions):
        raise TypeError("second argument (exceptions) must be a sequence")
    members = tuple(exceptions)
    if not members:
        raise ValueError("second argument (exceptions) must be a non-empty sequence")
    plain = True
    for index, member in enumerate(members):
        if not isinstance(member, BaseException):
            raise ValueError(f"Item {index} of second argument (exceptions) is not an exception")
        plain = plain and isinstance(member, Exception)
    if cls is BaseExceptionGroup:
        if plain:
            cls = ExceptionGroup
    elif issubclass(cls, Exception) and not plain:
        where = "an ExceptionGroup" if cls is ExceptionGroup else repr(cls.__name__)
        raise TypeError(f"Cannot nest BaseExceptions in {where}")
    self = BaseException.__new__(cls, message, exceptions)
    attributes = self.__dict__
    attributes["message"], attributes["exceptions"] = message, members
    return self


def _is_sequence(value):
    if isinstance(value, (list, tuple)):
        return True
    return not isinstance(value, dict) and _lookup(type(value), "__getitem__") is not NotImplemented


def BaseExceptionGroup___setattr__(self, name, value, /):
    if name in ("message", "exceptions"):
        raise AttributeError("readonly attribute")
    object.__setattr__(self, name, value)


def BaseExceptionGroup___str__(self):
    count = len(self.exceptions)
    return f"{self.message} ({count} sub-exception{'' if count == 1 else 's'})"


def BaseExceptionGroup_derive(self, exceptions, /):
    return BaseExceptionGroup(self.message, exceptions)


BaseExceptionGroup___class_getitem__ = _generic_alias


def _group_matcher(condition):
    if isinstance(condition, type) and issubclass(condition, BaseException):
        return lambda exception: isinstance(exception, condition)
    if isinstance(condition, tuple):
        for kind in condition:
            if not (isinstance(kind, type) and issubclass(kind, BaseException)):
                break
        else:
            return lambda exception: isinstance(exception, condition)
    elif not isinstance(condition, type) and callable(condition):
        return condition
    raise TypeError("expected an exception type, a tuple of exception types, or a callable (other than a class)")


def BaseExceptionGroup_subgroup(self, condition, /):
    return _select(self, _group_matcher(condition))


def BaseExceptionGroup_split(self, condition, /):
    return _split(self, _group_matcher(condition))


def _select(group, matches):
    return _split(group, matches)[0]


def _split(exception, matches):
    if matches(exception):
        return exception, None
    if not isinstance(exception, BaseExceptionGroup):
        return None, exception
    taken, left = [], []
    for member in exception.exceptions:
        match, rest = _split(member, matches)
        if match is not None:
            taken.append(match)
        if rest is not None:
            left.append(rest)
    return _derived(exception, taken), _derived(exception, left)


def _derived(group, members):
    """A group like `group` of some of its members; None for none."""
    if not members:
        return None
    derived = group.derive(members)
    if not isinstance(derived, BaseExceptionGroup):
        raise TypeError("derive must return an instance of BaseExceptionGroup")
    derived.__traceback__ = group.__traceback__
    derived.__context__ = group.__context__
    derived.__cause__ = group.__cause__
    notes = getattr(group, "__notes__", None)
    if isinstance(notes, (list, tuple)):
        derived.__notes__ = list(notes)
    return derived


def _split_group(exception, kind, here):
    """`except* kind`: what of `exception` it takes, always a group or None, and the rest. A group that is made of a
    single exception has the traceback `here`."""
    for one in kind if isinstance(kind, tuple) else (kind,):
        if not (isinstance(one, type) and issubclass(one, BaseException)):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
        if issubclass(one, BaseExceptionGroup):
            raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
    if isinstance(exception, BaseExceptionGroup):
        return _split(exception, lambda member: isinstance(member, kind))
    if isinstance(exception, kind):
        group = BaseExceptionGroup("", (exception,))
        group.__traceback__ = here
        return group, None
    return None, exception


def _combine_raised(original, raised):
    """What an `except*` statement raises in the end, or None."""
    found = [exception for exception in raised if exception is not None]
    if not found:
        return None
    if not isinstance(original, BaseExceptionGroup):
        return found[0]
    reraised = [exception for exception in found if _is_part(exception, original)]
    new = [exception for exception in found if not _is_part(exception, original)]
    if reraised:
        kept = set()
        for exception in reraised:
            kept.update(id(leaf) for leaf in _leaves(exception))
        projection = _split(original, lambda member: id(member) in kept)[0]
        if not new:
            return projection
        new.append(projection)
    return new[0] if len(new) == 1 else BaseExceptionGroup("", new)


def _is_part(exception, original):
    """Whether `exception` is a part of the original group that nobody replaced."""
    if not isinstance(exception, BaseExceptionGroup) or exception.__traceback__ is not original.__traceback__:
        return False
    known = {id(leaf) for leaf in _leaves(original)}
    return all(id(leaf) in known for leaf in _leaves(exception))


def _leaves(exception):
    if isinstance(exception, BaseExceptionGroup):
        for member in exception.exceptions:
            yield from _leaves(member)
    else:
        yield exception


class ExceptionGroup(BaseExceptionGroup, Exception):
    """Several exceptions that are raised together."""

    __module__ = "builtins"


_builtins_module.ExceptionGroup = ExceptionGroup
