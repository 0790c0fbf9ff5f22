# Rarely met behaviour of built-in types, and of what derives from them.
import array
import csv
import io
import sys
import time
import types


def attempt(text, **names):
    try:
        print(text, "->", eval(text, globals(), names))
    except Exception as error:
        print(text, "!", type(error).__name__, error)


def function():
    pass


function.mark = 1
print("mark" in dir(function), "__call__" in dir(function))

# Each item of an array is an object of its own: a NaN equals none.
nans = array.array("d", [float("nan")])
print(nans == nans, nans != nans, nans == array.array("d", [1.0]), array.array("f", [0.5]) == array.array("d", [0.5]))

view = memoryview(bytearray(b"abc"))
attempt("view[(slice(0, 1),)]", view=view)
attempt("view[slice(0, 1), 0]", view=view)
attempt("view.__setitem__((slice(0, 1), slice(1, 2)), b'a')", view=view)
attempt("view.tobytes('X'), 1", view=view)
attempt("view.tobytes('F'), view.tobytes(None)", view=view)
view = memoryview(b"abc")
number = hash(view)
view.release()
print(hash(view) == number == hash(b"abc"))


# What __new__ has made of an OSError stays as it is.
class Refused(OSError):
    def __new__(cls, message, reason=None):
        self = super().__new__(cls, message)
        self.reason = reason
        return self


class Numbered(OSError):
    def __new__(cls, *arguments):
        return super().__new__(cls, 2, "text", "name")


class Told(OSError):
    def __init__(self, message, reason=None):
        super().__init__(message)
        self.reason = reason


for error in (Refused("no", "why"), Refused("no", reason="why"), Told("no", reason="why")):
    print(error.args, error.reason, error.errno)
print(Numbered(5, 6).args, Numbered(5).errno, Numbered(5).filename)


# A list asks how many items are to come.
class Hints:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter("ab")

    def __length_hint__(self):
        if isinstance(self.hint, Exception):
            raise self.hint
        return self.hint


for hint in (5, NotImplemented, TypeError("told to nobody"), RuntimeError("told"), -1, "x"):
    attempt("list(Hints(hint)), [*Hints(5)]", hint=hint)


class Meta(type):
    pass


class Entry:
    def __mro_entries__(self, bases):
        return (int,)


attempt("Meta('a')")
attempt("type.__new__(type)")
attempt("type('A', (Entry(),), {})")


class Derived(Entry()):
    pass


print(Derived.__bases__)
module = types.ModuleType("module")
exec("class Manager:\n    pass", module.__dict__)
for manager in (Entry(), module.Manager(), 5):
    try:
        with manager:
            pass
    except TypeError as error:
        print(error)
attempt("types.MethodType(1, 2)")
attempt("sys.getsizeof(object=[]) > 0")
attempt("time.strftime('%Y', (1,))")
attempt("time.mktime((1,))")
attempt("time.get_clock_info('monotonic').monotonic, time.get_clock_info('time').adjustable")
attempt("time.get_clock_info('x')")

# An escaped end of a line belongs to the field, which goes on.
print(list(csv.reader(io.StringIO("a\\\nb,c\nd"), escapechar="\\")), list(csv.reader(["a\\\n"], escapechar="\\")))
attempt("csv.get_dialect('excel').__reduce_ex__(4)")
