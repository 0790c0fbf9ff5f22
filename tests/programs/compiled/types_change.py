# Code that has been compiled for values of one type meets others.
def add(a, b):
    return a + b


def longest(items):
    best = items[0]
    for item in items:
        if item > best:
            best = item
    return best


def summed(items):
    total = items[0]
    for index in range(1, len(items)):
        total = total + items[index]
    return total


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        return Money(self.cents + other.cents)

    def __gt__(self, other):
        return self.cents > other.cents

    def __repr__(self):
        return f"Money({self.cents})"


kinds = [
    list(range(1, 500)),
    [x / 8 for x in range(1, 500)],
    [str(x) for x in range(1, 500)],
    [2**70 + x for x in range(1, 500)],
    [(x, -x) for x in range(1, 500)],
    [Money(x) for x in range(1, 500)],
    [True, False] * 250,
    [x if x % 2 else x / 2 for x in range(1, 500)],
]
for round_ in range(3):
    for items in kinds:
        for _ in range(40):
            best, total = longest(items), summed(items)
            for left, right in zip(items, items):
                last = add(left, right)
        print(best, str(total)[:60], str(last)[:40])
for wrong in [(1, "a"), ([], 2), (None, None)]:
    try:
        add(*wrong)
    except TypeError as error:
        print(error)
