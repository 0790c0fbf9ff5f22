# `map(..., strict=True)` wants iterables of one length.
import copy
import pickle


def add(*numbers):
    return sum(numbers)


def counted():
    yield 1
    yield 2


def shown(made):
    items = []
    try:
        for item in made:
            items.append(item)
    except ValueError as error:
        items.append(str(error))
    return items


print(list(map(add, [1, 2], (3, 4), strict=True)))
print(list(map(add, counted(), [3, 4], strict=True)))
print(list(map(add, [1, 2], [3], strict=False)), list(map(add, [1, 2], strict=True)))
print(shown(map(add, [1, 2], [3], strict=True)))
print(shown(map(add, [1], counted(), strict=True)))
print(shown(map(add, [1, 2], counted(), [5], strict=True)))
print(shown(map(add, [1], [2], [5, 6], strict=True)))
print(shown(map(pow, [2, 3], [3], strict=True)))
print(shown(copy.copy(map(pow, [2, 3], [3], strict=True))))
print(shown(pickle.loads(pickle.dumps(map(pow, [2, 3], [2, 2, 2], strict=True)))))
print(type(map(add, [1], [2], strict=1)).__name__, len(map(add, [1], [2], strict=1).__reduce__()))


class Doubled(map):
    def __next__(self):
        return 2 * super().__next__()


print(shown(Doubled(add, [1, 2], [3], strict=True)))
try:
    map(add, strict=True)
except TypeError as error:
    print(error)
