"""`vars` gives the variables of a function, a module or an object, and asks for `__dict__` where that is computed."""
import math


class Plain:
    def __init__(self):
        self.x = 1


class Computed:
    @property
    def __dict__(self):
        return {"computed": True}


class Slots:
    __slots__ = ("y",)


def function(a, b=2):
    c = a + b
    return vars()


print(function(1), vars(Plain()), vars(Computed()), vars(math)["pi"], vars(Plain)["__init__"].__name__)
for value in (Slots(), 5):
    try:
        vars(value)
    except TypeError as error:
        print(error)
