"""Messages about objects of modules that CPython has in C name the module, too."""

import collections
import datetime
import decimal
import functools
import io
import itertools
import re
import sys
import threading
import types
from typing import TypeVar

OBJECTS = [datetime.date(2020, 1, 1), datetime.timedelta(1), collections.deque(), collections.OrderedDict(), collections.defaultdict(),
           collections.Counter(), re.compile("a"), re.match("a", "a"), decimal.Decimal(1), functools.partial(int), itertools.count(),
           threading.Lock(), types.SimpleNamespace(), io.StringIO(), io.BytesIO(), list[int], TypeVar("T"),
           sys.flags, None, 5, slice(1), memoryview(b"")]


def unpack(value):
    first, second = value


def delete(value):
    del value[0]


def assign(value):
    value[0] = 1


OPERATIONS = [lambda value: value(), lambda value: -value, delete, assign, lambda value: value < 1, lambda value: value + 1,
              lambda value: [1][value], lambda value: "text" + value, lambda value: value.missing, unpack,
              lambda value: dict(**value), lambda value: print(*value), int, complex, open, lambda value: {value}, iter]
for value in OBJECTS:
    print(type(value).__name__)
    for number, operation in enumerate(OPERATIONS):
        if isinstance(value, (int, re.Match, memoryview, datetime.date, datetime.timedelta)) and number in (2, 4, 11, 12, 14):
            continue
        if isinstance(value, (itertools.count, type(list[int]), types.SimpleNamespace, type(sys.flags))) and number in (2, 11, 12):
            continue
        try:
            operation(value)
        except (TypeError, AttributeError, ValueError, LookupError, OSError) as error:
            if not isinstance(error, OSError):
                print("   ", error)
for call in (lambda: list.append(1), lambda: int.real(), lambda: str.upper(1, 2), lambda: type("a", 1, {}), lambda: type(1, (), {}),
             lambda: type("a", (), 1), lambda: collections.deque.append(1)):
    try:
        print(call())
    except TypeError as error:
        print(error)
