# Class and mapping patterns whose subjects have something to say: properties, __getattr__, derived dicts, wrong patterns.
import collections
from enum import Enum


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Named(Point):
    @property
    def name(self):
        return f"at {self.x}"


class Answers:
    def __getattr__(self, name):
        if name == "deep":
            return 5
        raise AttributeError(name)


class Stranger:
    def __getattribute__(self, name):
        return 42 if name == "answer" else object.__getattribute__(self, name)


class Table(dict):
    pass


class Color(Enum):
    RED = 1
    BLUE = 2


def kind(subject):
    match subject:
        case Color.RED:
            return "red"
        case {"k": value, "l": [first, *rest]}:
            return "list", value, first, rest
        case {"k": value, **rest}:
            return "rest", value, rest
        case Point(x=1):
            return "x is 1"
        case Named(a, b, name=name):
            return "named", a, b, name
        case Point(a, b):
            return "point", a, b
        case Answers(deep=depth):
            return "deep", depth
        case Stranger(answer=answer):
            return "answer", answer
        case str(text) | bytes(text):
            return "text", text
        case bool(truth):
            return "bool", truth
        case int(number) if number > 5:
            return "int", number
        case int(real=number):
            return "real", number
        case collections.deque():
            return "deque"
        case [Point(x=a), *_]:
            return "points", a
        case float():
            return "float"
        case list(items):
            return items
        case dict():
            return "dict"
        case None:
            return None
        case _:
            return "other"


subjects = [
    Color.RED, Color.BLUE, {"k": 1, "l": [1, 2]}, {"k": 2}, Table(k=3), Table(), Point(1, 2), Point(2, 3), Named(2, 3),
    Answers(), Stranger(), "s", b"b", True, 9, 2, collections.deque(), [Point(7, 8)], 1.5, [1], (), None, object(),
    collections.OrderedDict(k=5), collections.defaultdict(int),
]
for subject in subjects:
    print(kind(subject))


def wrong(pattern, subject):
    try:
        exec(f"match subject:\n    case {pattern}: pass", globals(), {"subject": subject})
        print(pattern, "is fine")
    except TypeError as error:
        print(error)


wrong("Point(1, 2, 3)", Point(1, 2))
wrong("Point(1, x=1)", Point(1, 2))
wrong("Answers(1)", Answers())
wrong("int(1, 2)", 5)
wrong("Point(1, 2, 3)", "no point")


class Keys:
    one = "k"
    same = "k"


try:
    match {"k": 1, "m": 2}:
        case {Keys.one: 1, Keys.same: 1}:
            print("matched")
except ValueError as error:
    print(error)
