"""The module traceback: exceptions as text, their parts, and where the program is."""

import io
import traceback


def fail(depth):
    if depth == 0:
        raise KeyError("no such thing")
    fail(depth - 1)


try:
    fail(2)
except KeyError as error:
    caught = error
    print(traceback.format_exc().splitlines()[-1])
    for frame in traceback.extract_tb(error.__traceback__):
        print(frame.lineno, frame.name, frame.line)

print("".join(traceback.format_exception_only(ValueError("bad value"))), end="")
caught.add_note("look again")
print("".join(traceback.format_exception_only(caught)), end="")

summary = traceback.TracebackException.from_exception(caught, capture_locals=True)
print(summary.stack[-1].locals)

chained = io.StringIO()
try:
    try:
        fail(0)
    except KeyError as error:
        raise RuntimeError("it went wrong") from error
except RuntimeError:
    traceback.print_exc(file=chained)
print("The above exception was the direct cause" in chained.getvalue())
print([line.strip() for line in traceback.format_list(traceback.extract_stack())][-1].split("\n")[0].split(", ")[1:])
