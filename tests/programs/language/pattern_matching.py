# match: literals, captures, sequences, mappings, classes, guards, alternatives.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Colour:
    RED = 1


def describe(value):
    match value:
        case None:
            return "nothing"
        case True | False:
            return "truth"
        case 0 | 1:
            return "bit"
        case Colour.RED:
            return "red"
        case int(n) if n < 0:
            return f"negative {n}"
        case int() | float():
            return "number"
        case "":
            return "empty text"
        case str(text):
            return f"text {text}"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [1, *rest]:
            return f"one, then {rest}"
        case [first, _, *_, last]:
            return f"from {first} to {last}"
        case (a, b) as pair:
            return f"pair {a} {b} {pair}"
        case {"kind": "circle", "r": r, **rest}:
            return f"circle {r} {rest}"
        case {"kind": kind}:
            return f"kind {kind}"
        case {}:
            return "mapping"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on the axis at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "somewhere"
        case _:
            return "something else"


for value in (
    None, True, 0, 1, -5, 7, 2.5, "", "hi", [], [9], [1, 2, 3], [4, 5, 6, 7], (8, 9), {"kind": "circle", "r": 2, "c": 3},
    {"kind": "square"}, {}, Point(0, 0), Point(0, 3), Point(2, 2), Point(1, 2), {1, 2}, b"xy", range(2),
):
    print(describe(value))


def command(line):
    match line.split():
        case ["go", ("north" | "south") as way]:
            return "going " + way
        case ["take", item] | ["pick", "up", item]:
            return "taking " + item
        case ["drop", *items] if items:
            return "dropping " + ", ".join(items)
    return "what?"


for line in ("go north", "go west", "take lamp", "pick up lamp", "drop a b", "drop"):
    print(command(line))
match = {"match": 1}
print(match["match"])
