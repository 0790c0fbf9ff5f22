"""An exception in a trace function reaches the program, and ends the tracing."""
import sys


def fails_at_line(frame, event, arg):
    if event == "line":
        raise ZeroDivisionError(f"in {frame.f_code.co_name}")
    return fails_at_line


def work():
    return 1


sys.settrace(fails_at_line)
try:
    work()
except ZeroDivisionError as error:
    print("caught:", error)
print(sys.gettrace())
print(work())
