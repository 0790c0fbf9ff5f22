"""What groupby gives: runs of neighbours that are equal, which share one iterator."""
from itertools import groupby


class Loud:
    """Equal to what has the same number, which Python code decides."""

    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return isinstance(other, Loud) and self.number == other.number

    def __repr__(self):
        return f"Loud({self.number})"


def runs(items):
    return [(key, len(list(run))) for key, run in groupby(items)]


print(runs("aaabbc"), runs([1, 1.0, True, 2, "2", None, None]), runs(range(3)), runs([]), runs(iter((7, 7))))
print(runs([(1, 2), (1, 2), (1, 3)]), runs([float("nan")] * 2), runs([[1], [1], [2]]), runs({"a": 1, "b": 2}))
print(runs([Loud(1), Loud(1), Loud(2), 3, 3, Loud(3)]), runs([1, 1, Loud(1), Loud(1), 2]))

# A run that is not finished ends when the next key is asked for.
for text in ("aaabbbcc", [1, 1, 1, 2, 2, 3], [1, 1, Loud(1), Loud(1), Loud(2)]):
    groups = groupby(text)
    first_key, first = next(groups)
    print(first_key, next(first))
    second_key, second = next(groups)
    print(list(first), second_key, list(second), list(second), next(groups)[0])
kept = list(groupby("aab"))
print([(key, list(run)) for key, run in kept])
print([key for key, _ in groupby("aabbaa")], dict((key, list(run)) for key, run in groupby([3, 3, 4])))
print([(key, list(run)) for key, run in groupby([1, 3, 2, 4, 5], key=lambda number: number % 2)])
print([(key, "".join(run)) for key, run in groupby("AaBb", key=str.lower)], list(groupby("x", None))[0][0])


def numbers():
    yield from (1, 1, 2)
    yield Loud(2)


print(runs(numbers()), runs(map(abs, (-1, 1, 2))), runs(x // 2 for x in range(5)))
print(type(groupby("")).__name__, sum(1 for _, run in groupby("aabb") for _ in run), max(groupby("abc"))[0])
