"""The flags of strftime that the C libraries of Linux and macOS have."""

import datetime
import time

moment = datetime.datetime(2004, 5, 7, 9, 5, 3)
print(moment.strftime("%-d.%-m.%-y %-H:%-M:%-S %-I %-j"), f"{moment:%-d %B %Y}", moment.date().strftime("%_d|%_m|%0e|%e"))
print(moment.strftime("%^a %^B %#p %^p %-p %-B 100%% %-% %"), time.strftime("%-d/%-m", (2004, 5, 7, 0, 0, 0, 0, 0, 0)))
print(datetime.time(0, 0).strftime("%-H %-M %_S"), datetime.date(2000, 1, 1).strftime("%-y %-Y %y"))
