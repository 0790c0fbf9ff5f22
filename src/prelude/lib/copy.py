"""Copies of objects."""

import copyreg

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    pass


error = Error
_ATOMIC = (type(None), int, float, bool, complex, str, bytes, type, range, slice, type(...), type(NotImplemented),
           type(lambda: None), type(len), property)


def copy(x):
    cls = type(x)
    if cls in _ATOMIC or cls in (tuple, frozenset) or issubclass(cls, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    parts = _reduced(x, cls)
    return x if isinstance(parts, str) else _reconstruct(x, None, *parts)


def _reduced(x, cls):
    reducer = copyreg.dispatch_table.get(cls)
    if reducer is not None:
        return reducer(x)
    return x.__reduce_ex__(4)


def deepcopy(x, memo=None):
    if memo is None:
        memo = {}
    key = id(x)
    if key in memo:
        return memo[key]
    cls = type(x)
    if cls in _ATOMIC and cls is not slice or issubclass(cls, type):
        return x
    if cls is list:
        made = memo[key] = []
        for item in x:
            made.append(deepcopy(item, memo))
    elif cls is tuple:
        made = tuple([deepcopy(item, memo) for item in x])
        if key in memo:
            return memo[key]
        if all(a is b for a, b in zip(x, made)):
            made = x
    elif cls is dict:
        made = memo[key] = {}
        for name, value in x.items():
            made[deepcopy(name, memo)] = deepcopy(value, memo)
    elif cls in (set, frozenset):
        made = cls([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        made = x.copy()
    else:
        copier = getattr(x, "__deepcopy__", None)
        if copier is not None:
            made = copier(memo)
        else:
            parts = _reduced(x, cls)
            made = x if isinstance(parts, str) else _reconstruct(x, memo, *parts)
    if made is not x:
        memo[key] = made
        # What is copied must live as long as the memo, or its id could be another's.
        memo.setdefault(id(memo), []).append(x)
    return made


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None, setter=None):
    deep = memo is not None
    made = func(*((deepcopy(arg, memo) for arg in args) if deep else args))
    if deep:
        memo[id(x)] = made
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state:
                made.__dict__.update(state)
            for name, value in (slots or {}).items():
                setattr(made, name, value)
    for item in listiter or ():
        made.append(deepcopy(item, memo) if deep else item)
    for key, value in dictiter or ():
        made[deepcopy(key, memo) if deep else key] = deepcopy(value, memo) if deep else value
    return made


def replace(obj, /, **changes):
    function = getattr(type(obj), "__replace__", None)
    if function is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return function(obj, **changes)
