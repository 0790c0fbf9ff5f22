"""A bound method can be kept and called like a function, whatever it is a method of."""
import random


class Counter:
    def __init__(self):
        self.count = 0

    def add(self, by=1, *more, twice=False):
        self.count += (by + sum(more)) * (2 if twice else 1)
        return self.count

    def numbers(self, upto):
        for number in range(upto):
            yield number * self.count

    @classmethod
    def made(cls, count):
        counter = cls()
        counter.count = count
        return counter


counter = Counter()
add, numbers, made = counter.add, counter.numbers, Counter.made
print(add(), add(2), add(1, 2, 3), add(by=5), add(1, twice=True), add(*[1, 1]))
print(list(numbers(4)), made(7).count)
items = [3, 1, 2]
push, text, joined = items.append, "a-b-c".split, ", ".join
push(9)
print(items, text("-"), text("-", 1), joined(text("-")))
for wrong in (lambda: add(1, 2, bad=3), lambda: numbers(), lambda: numbers(1, 2), lambda: push(), lambda: push(1, 2), lambda: text(1)):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
random.seed(1)
roll = random.randint
print(sorted({roll(1, 6) for _ in range(100)}))
print([~number for number in (0, 5, -7, 2 ** 70)])
print((1, "b") < (1, "c"), (1, 2.5) < (1, 2), (1, (2, 3)) < (1, (2, 4)), ("a",) < ("a", 0), (float("nan"), 1) < (1, 2))
try:
    (1, "b") < (1, 2)
except TypeError as error:
    print(error)
print((1, 2) == (1.0, 2), (1, "x") == (1, None), 3 == "3", None == (), () != None)
