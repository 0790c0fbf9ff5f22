# datetime, calendar and time.
import calendar
import time
from datetime import date, datetime, time as clock, timedelta, timezone

moment = datetime(2024, 2, 29, 13, 5, 9, 123456)
print(moment, repr(moment), moment.isoformat(), moment.date(), moment.time(), moment.weekday(), tuple(moment.isocalendar()))
print(moment.strftime("%Y-%m-%d %H:%M:%S.%f %a %A %b %B %j %U %p %I %y %%"), f"{moment:%d/%m/%Y}", moment.ctime())
print(datetime.strptime("2024-03-01 07:08:09", "%Y-%m-%d %H:%M:%S"), datetime.strptime("1 Jan 99", "%d %b %y"), datetime.fromisoformat("2024-05-06T07:08:09.5+02:00"))
print(moment + timedelta(days=1, hours=12), moment - timedelta(weeks=1), datetime(2024, 3, 1) - moment, moment.replace(year=2020, hour=0))
span = timedelta(days=-1, seconds=3661, microseconds=5)
print(span, repr(span), span.total_seconds(), abs(span), span * 2, span / 2, span // timedelta(hours=1), timedelta(hours=30), divmod(timedelta(hours=5), timedelta(hours=2)))
print(date(2024, 12, 31).timetuple().tm_yday, date.fromordinal(738000), date(2024, 1, 1) < date(2024, 1, 2), date.max, date(2024, 5, 1).strftime("%d %b"), date.fromisocalendar(2024, 1, 1))
east = timezone(timedelta(hours=5, minutes=30), "IST")
aware = datetime(2024, 1, 1, 12, tzinfo=timezone.utc)
print(aware, aware.astimezone(east), aware.astimezone(east).tzname(), repr(east), aware == aware.astimezone(east), aware.timestamp(), datetime.fromtimestamp(0, timezone.utc), aware.utcoffset())
print(clock(9, 30), clock(9, 30, 1, 5).isoformat(), clock.fromisoformat("10:11:12"), clock(1) < clock(2), sorted([date(2024, 2, 1), date(2023, 1, 1)]))
for attempt in (lambda: date(2023, 2, 29), lambda: datetime(2024, 13, 1), lambda: datetime.strptime("x", "%Y"), lambda: date.fromisoformat("nope")):
    try:
        attempt()
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
print({date(2024, 1, 1): "new year"}[date(2024, 1, 1)], max(datetime(2024, 1, 1), datetime(2024, 1, 2)), datetime.combine(date(2024, 1, 1), clock(2, 3)))
print(calendar.month(2024, 2))
print(calendar.isleap(2024), calendar.monthrange(2024, 2), calendar.day_name[0], calendar.month_abbr[12], calendar.timegm((2024, 1, 1, 0, 0, 0)), calendar.weekday(2024, 1, 1), calendar.leapdays(2000, 2024))
print(calendar.monthcalendar(2024, 9)[0], calendar.TextCalendar(6).formatmonth(2024, 1).splitlines()[1])
parts = time.gmtime(86400 * 365)
print(parts.tm_year, parts[:6], time.strftime("%Y-%m-%d", parts), time.asctime(time.gmtime(0)), calendar.timegm(parts))
parsed = time.strptime("30 Nov 2000", "%d %b %Y")
print(parsed.tm_yday, parsed[:3], tuple(parsed), time.struct_time(range(9)).tm_hour)
