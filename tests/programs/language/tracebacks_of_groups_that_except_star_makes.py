# A single exception that `except*` takes is wrapped in a group, whose traceback is the clause; what is left of a group,
# or put together of what the clauses raise, gets no entry for being raised again.
import traceback


def lines(exception):
    return [(frame.name, frame.lineno) for frame in traceback.extract_tb(exception.__traceback__)]


def wrapped():
    try:
        1 / 0
    except* KeyError:
        pass
    except* ZeroDivisionError as group:
        print("in the clause", repr(group), lines(group), lines(group.exceptions[0]))
        raise


try:
    wrapped()
except ExceptionGroup as group:
    print("outside", lines(group))


def raised_anew():
    try:
        1 / 0
    except* ZeroDivisionError as group:
        raise group


try:
    raised_anew()
except ExceptionGroup as group:
    print("raised anew", lines(group))


def put_together():
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError as group:
        raise group
    except* KeyError as group:
        raise TypeError from group


def left_over():
    try:
        put_together()
    except* ValueError:
        pass


for function in put_together, left_over:
    try:
        function()
    except ExceptionGroup as group:
        print(function.__name__, lines(group))
        for part in group.exceptions:
            print("    ", type(part).__name__, lines(part))
