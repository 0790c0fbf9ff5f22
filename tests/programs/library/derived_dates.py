# Dates and time spans beside those of derived classes and with time zones.
from datetime import date, datetime, timedelta, timezone


class Birthday(date):
    pass


class Moment(datetime):
    pass


day, birthday = date(2024, 2, 28), Birthday(2024, 2, 28)
print(day == birthday, hash(day) == hash(birthday), {birthday: "cake"}[day], day - birthday, birthday < day)
print(day + timedelta(1), day + timedelta(days=2, hours=23), timedelta(3) + day, day - timedelta(365))
print(type(birthday + timedelta(1)).__name__, type(Birthday.fromisoformat("2024-01-01")).__name__, birthday.weekday())
print([date.fromordinal(number).isoformat() for number in (1, 59, 60, 366, 1461, 146097, 146098, 3652059)])
print(all(date.fromordinal(number).toordinal() == number for number in range(1, 3652059, 1997)))

noon, other = datetime(2024, 2, 28, 12, 30, 0, 5), Moment(2024, 2, 28, 12, 30, 0, 5)
print(noon == other, hash(noon) == hash(other), noon.isoformat(), noon.isoformat(" ", "minutes"), noon == day)
print(noon + timedelta(hours=12), noon - timedelta(days=59), noon - datetime(2024, 1, 1), noon.weekday())
utc = datetime(2024, 2, 28, tzinfo=timezone.utc)
print(utc + timedelta(1), utc == datetime(2024, 2, 28), utc.isoformat(), utc.replace(tzinfo=None) == datetime(2024, 2, 28))
try:
    print(noon - utc)
except TypeError as error:
    print(error)

print(timedelta(1.5), timedelta(weeks=1, microseconds=-1), timedelta(seconds=True), -timedelta(1, 2, 3))
print(timedelta(2) * 3, 3 * timedelta(2), timedelta(3) * 1.5, timedelta(1) == timedelta(hours=24), timedelta(1) == 5)
print(timedelta(days=3, seconds=5).total_seconds(), timedelta(microseconds=1).total_seconds(), timedelta.max.total_seconds())
for wrong in (lambda: timedelta(1) < 5, lambda: day + 5, lambda: timedelta(days="x"), lambda: date("x")):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
