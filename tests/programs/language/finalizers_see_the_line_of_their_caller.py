# What dies as an exception is forgotten does so at a line, too.
import sys


class Watched:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        caller = sys._getframe(1)
        print(self.name, caller.f_code.co_name, caller.f_lineno > 0)


def forgets():
    try:
        raise RuntimeError(Watched("in a function"))
    except RuntimeError as error:
        message = type(error).__name__
    return message


print(forgets())
try:
    raise RuntimeError(Watched("in the module"))
except RuntimeError as error:
    print(type(error).__name__)
print("end")
