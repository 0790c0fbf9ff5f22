"""Iterators can be copied and pickled in the middle, and go on from there."""

import copy
import pickle


class Countdown:
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return [3, 2, 1][index]


class Numbered(enumerate):
    pass


makers = {
    "list": lambda: iter([1, 2, 3, 4]), "reversed list": lambda: reversed([1, 2, 3, 4]), "tuple": lambda: iter((1, 2, 3)),
    "str": lambda: iter("aé€z"), "bytes": lambda: iter(b"abc"), "bytearray": lambda: iter(bytearray(b"abc")),
    "range": lambda: iter(range(0, 40, 9)), "long range": lambda: iter(range(2**70, 2**70 + 4)), "dict": lambda: iter({1: 2, 3: 4, 5: 6}),
    "items": lambda: iter({1: 2, 3: 4}.items()), "set": lambda: iter({7, 8}), "reversed": lambda: reversed("abc"),
    "sequence": lambda: iter(Countdown()), "enumerate": lambda: enumerate("abc", 5), "derived": lambda: Numbered("xyz"),
    "zip": lambda: zip("abc", [1, 2, 3], strict=True), "map": lambda: map(pow, [2, 3, 4], [2, 2, 2]), "filter": lambda: filter(None, [0, 1, 0, 2, 3]),
}
for name, make in makers.items():
    iterator = make()
    next(iterator)
    pickled, copied = pickle.loads(pickle.dumps(iterator)), copy.copy(iterator)
    rest = list(pickled)
    print(name, rest, type(pickled).__name__ == type(iterator).__name__ or name in ("dict", "items", "set"), list(copied) == rest)

iterator = iter([10, 20, 30])
print(iterator.__reduce__()[1:], iterator.__length_hint__())
iterator.__setstate__(2)
print(next(iterator), iterator.__length_hint__(), next(iterator, "end"), iterator.__reduce__()[1:])
numbered = Numbered("ab")
print(iter(numbered) is numbered, type(numbered).__name__, list(numbered))
