# sys._getframe, a traceback's frames, and what inspect says of functions.
import inspect
import sys


def caller():
    return called("value")


def called(argument):
    frame = sys._getframe()
    print(sys._getframe().f_lineno, frame.f_code.co_name, frame.f_locals["argument"], frame.f_back.f_code.co_name, sys._getframe(1).f_lineno)
    print(inspect.currentframe().f_back.f_back.f_code.co_name, frame.f_globals is globals())


caller()
try:
    sys._getframe(1000)
except ValueError as error:
    print(error)

try:
    1 / 0
except ZeroDivisionError as error:
    frame = error.__traceback__.tb_frame
    print(frame.f_globals is globals(), frame.f_code.co_name)


def function(a, /, b: int = 3, *rest, c=4, **more) -> str:
    """What it does."""


print(inspect.signature(function), inspect.getdoc(function), inspect.isgeneratorfunction(function))
print(inspect.signature(function).bind(1, 2, 3, c=5, d=6).arguments)


class Base:
    def method(self):
        "documented"

    method.note = "an attribute of the function"


print(Base().method.__name__, Base().method.__doc__, Base().method.note, inspect.ismethod(Base().method))
