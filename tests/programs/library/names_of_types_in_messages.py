"""Messages give the types of some modules with the module, as CPython does for those it has in C."""
import array
import collections
import datetime
import decimal
import functools
import re
from unittest import mock


class Money(decimal.Decimal):
    pass


failing = [
    lambda: decimal.Decimal(1) + 1.5,
    lambda: Money(1) + 1.5,
    lambda: collections.deque().missing,
    lambda: collections.OrderedDict() < 1,
    lambda: collections.defaultdict(int) < 1,
    lambda: datetime.date(2026, 1, 1) + 1,
    lambda: datetime.datetime(2026, 1, 1) - datetime.date(2026, 1, 1),
    lambda: datetime.timedelta(1) < 1,
    lambda: datetime.datetime(2026, 1, 1) < datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    lambda: datetime.datetime(2026, 1, 1) - datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    lambda: "on " + datetime.date(2026, 1, 1),
    lambda: len(decimal.Decimal(1)),
    lambda: [1][decimal.Decimal(0)],
    lambda: functools.partial(len) + 1,
    lambda: array.array("i") + 1,
    lambda: re.match("x", "x").missing,
]
for function in failing:
    try:
        function()
    except (TypeError, AttributeError) as error:
        print(error)
print(repr(datetime.date(2026, 1, 1).isocalendar()))

double = mock.Mock()
double(1)
try:
    double.assert_called_with(5)
except AssertionError as error:
    print(error)
print(mock.call(1) != mock.call(5))
