"""Functions of `functools` that call the user's functions."""


def _functoolscore_reduce(function, iterable, /, initial=_no_default):
    iterator = iter(iterable)
    if initial is _no_default:
        for value in iterator:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


def _functoolscore_cmp_to_key(mycmp):
    """Convert a cmp= function into a key= function."""

    class KeyWrapper:
        __slots__ = ("obj",)
        __module__ = "functools"
        __qualname__ = "KeyWrapper"

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, _compared(other)) < 0

        def __gt__(self, other):
            return mycmp(self.obj, _compared(other)) > 0

        def __eq__(self, other):
            return mycmp(self.obj, _compared(other)) == 0

        def __le__(self, other):
            return mycmp(self.obj, _compared(other)) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, _compared(other)) >= 0

        __hash__ = None

    return KeyWrapper


def _compared(other):
    try:
        return other.obj
    except AttributeError:
        raise TypeError("other argument must be K instance") from None
