"""The time zones of the world: summer time, hours that occur twice or never, and times elsewhere."""
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

berlin, new_york, tokyo = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")
moments = [
    datetime(2024, 1, 15, 12, tzinfo=berlin),
    datetime(2024, 7, 15, 12, tzinfo=berlin),
    datetime(2024, 10, 27, 2, 30, tzinfo=berlin),
    datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=berlin),
    datetime(2024, 3, 31, 2, 30, tzinfo=berlin),
    datetime(1985, 6, 1, tzinfo=berlin),
    datetime(2050, 6, 1, tzinfo=berlin),
]
for moment in moments:
    print(moment, moment.tzname(), moment.dst(), moment.astimezone(new_york), moment.astimezone(timezone.utc))

start = datetime(2024, 3, 30, 12, tzinfo=berlin)
print(start + timedelta(days=1), (start + timedelta(days=1)).astimezone(timezone.utc) - start.astimezone(timezone.utc))
print(datetime(2024, 5, 1, 9, tzinfo=tokyo) - datetime(2024, 5, 1, 9, tzinfo=new_york))
print(berlin.key, str(tokyo), berlin is ZoneInfo("Europe/Berlin"))
print("Asia/Kolkata" in available_timezones(), len(available_timezones()) > 400)
for key in ["Mars/Phobos", "/etc/zone"]:
    try:
        ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError) as error:
        print(type(error).__name__, error)
