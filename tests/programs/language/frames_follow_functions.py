"""A frame object follows its function: its line, its variables, and what becomes of it."""

import sys


def watched():
    count = 1
    frame = sys._getframe()
    print(frame is sys._getframe(), frame.f_code.co_name, frame.f_locals["count"])
    first = frame.f_lineno
    count = 2
    print(frame.f_locals["count"], frame.f_lineno - first)
    print(frame.f_back.f_code.co_name, "count" in frame.f_back.f_locals)
    return frame


def caller():
    mine = "caller's"
    frame = watched()
    return frame, mine


frame, _ = caller()
print(frame.f_locals["count"], frame.f_back.f_locals["mine"])


def counting():
    number = 0
    while True:
        number += 10
        yield number


generator = counting()
print(generator.gi_frame.f_locals)
next(generator)
suspended = generator.gi_frame
print(suspended.f_locals, suspended.f_back)
next(generator)
print(suspended.f_locals, suspended is generator.gi_frame)
generator.close()
print(generator.gi_frame)
