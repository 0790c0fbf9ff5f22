"""What is wrong with a date is said in C's words, and no frame of the library is in the traceback."""
import traceback
from datetime import date, datetime, time, timedelta


class Birthday(date):
    pass


WRONG = [
    lambda: date(2024, 13, 1),
    lambda: date.fromisoformat("2024-13-01"),
    lambda: date.fromisoformat("2024-02-30"),
    lambda: date.fromisoformat("yesterday"),
    lambda: date.fromisoformat(20240101),
    lambda: date.fromordinal(0),
    lambda: time.fromisoformat("10:61"),
    lambda: time.fromisoformat("noon"),
    lambda: datetime(2024, 1, 1, 25),
    lambda: date.max + timedelta(1),
    lambda: date.min - timedelta(1),
    lambda: datetime.max + timedelta(1),
    lambda: timedelta(days=10**9),
]
for wrong in WRONG:
    try:
        print(wrong())
    except (TypeError, ValueError, OverflowError) as error:
        names = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
        print(names, type(error).__name__, error, error.__cause__, error.__context__ is None)

print(repr(Birthday.fromisoformat("2024-02-29")), repr(Birthday.fromordinal(738945)))
print(repr(Birthday(2024, 2, 29) + timedelta(366)))
