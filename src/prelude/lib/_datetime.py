"""Dates and times: what CPython has in C is here what it has in Python, with the words of C and natives for what is plain."""

from _pydatetime import *
from _dates import accelerate
from _prelude import _name_fully

_IsoCalendarDate = type(date.min.isocalendar())
_name_fully(date, datetime, time, timedelta, timezone, tzinfo, _IsoCalendarDate)


def _with_words(cls, name, sign, words, kind=lambda function: function):
    """Lets a method whose error has `sign` in its text say it in C's words, which may be those of the error's context."""
    method = getattr(cls.__dict__[name], "__func__", cls.__dict__[name])

    def wrapper(*args, **kwargs):
        try:
            return method(*args, **kwargs)
        except (TypeError, ValueError, OverflowError) as error:
            text = str(error)
            if sign not in text:
                raise
            told = type(error)(words(text, error) if callable(words) else words)
        raise told

    wrapper.__name__, wrapper.__qualname__, wrapper.__doc__ = method.__name__, method.__qualname__, method.__doc__
    setattr(cls, name, kind(wrapper))


def _of_the_field(text, error):
    """What is wrong with one field, where the whole is only said to be invalid."""
    reason = str(error.__context__)
    return reason if " must be in " in reason else text


def _of_the_days(text, error):
    return f"days={text.rpartition(' ')[2]}; must have magnitude <= 999999999"


_with_words(datetime, "__sub__", "naive", "can't subtract offset-naive and offset-aware datetimes")
_with_words(datetime, "_cmp", "naive", "can't compare offset-naive and offset-aware datetimes")
_with_words(time, "_cmp", "naive", "can't compare offset-naive and offset-aware times")
for _cls in date, datetime:
    for _name in "__add__", "__radd__":
        _with_words(_cls, _name, "result out of range", "date value out of range")
_with_words(date, "fromisoformat", "must be a str", "fromisoformat: argument must be str", classmethod)
_with_words(date, "fromisoformat", "Invalid isoformat", _of_the_field, classmethod)
_with_words(time, "fromisoformat", "Invalid isoformat", _of_the_field, classmethod)
_with_words(date, "fromordinal", "not 0", "ordinal must be >= 1", classmethod)
_with_words(timedelta, "__new__", "# of days is too large", _of_the_days, staticmethod)
del _cls, _name
_IsoCalendarDate.__repr__ = lambda self: (
    f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})")

accelerate(timedelta, date, datetime)
del accelerate
