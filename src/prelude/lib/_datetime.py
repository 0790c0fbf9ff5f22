"""Dates and times: what CPython has in C is here what it has in Python, with the words of C and natives for what is plain."""

from _pydatetime import *
from _dates import accelerate
from _prelude import _name_fully

_IsoCalendarDate = type(date.min.isocalendar())
_name_fully(date, datetime, time, timedelta, timezone, tzinfo, _IsoCalendarDate)


def _with_words(cls, name, words):
    """Lets a method say in C's words that one operand has a time zone and the other has none."""
    method = getattr(cls, name)

    def wrapper(self, other, *args, **kwargs):
        try:
            return method(self, other, *args, **kwargs)
        except TypeError as error:
            if "naive" not in str(error):
                raise
        raise TypeError(words)

    wrapper.__name__, wrapper.__qualname__, wrapper.__doc__ = method.__name__, method.__qualname__, method.__doc__
    setattr(cls, name, wrapper)


_with_words(datetime, "__sub__", "can't subtract offset-naive and offset-aware datetimes")
_with_words(datetime, "_cmp", "can't compare offset-naive and offset-aware datetimes")
_with_words(time, "_cmp", "can't compare offset-naive and offset-aware times")
_IsoCalendarDate.__repr__ = lambda self: (
    f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})")

accelerate(timedelta, date, datetime)
del accelerate
