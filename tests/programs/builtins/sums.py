# sum() of everything that can be added up, from generators too, whose items come one by one.

def items(*values):
    for value in values:
        yield value


print(sum(items(1, 2, 3)), sum(items()), sum(items(), 5), sum(items(1, 2), 0.5), sum(items(True, True)))
print(sum(items(2**62, 2**62, 2**62)), sum(items(2**80, -(2**80), 1)), sum(items(1, 2**70, 0.5)))
print(sum([0.1] * 10), sum(0.1 for _ in range(10)), sum(items(1e100, 1.0, -1e100)), sum(items(1, 0.5, 2, True)))
print(sum(items(float("inf"), 1.0)), sum(items(1.0, float("nan"))), sum(items(0.5, 2**60)))
print(sum(items([1], [2, 3]), []), sum(items((1,), (2,)), ()), sum(items(1 + 2j, 3)))


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        return Money(self.cents + (other.cents if isinstance(other, Money) else other))

    __radd__ = __add__


print(sum(Money(n) for n in (5, 10, 20)).cents, sum(items(1, Money(5), 2)).cents, sum(items(0.5, Money(5))).cents)
print(sum(sum(x * y for x in range(y)) for y in range(20)), sum(1 for n in range(1000) if n % 7 == 0))
print(sum(n for n in range(10) if sum(items(*range(n))) > 10))

for start in ("", b"", bytearray()):
    try:
        sum(items(), start)
    except TypeError as error:
        print(error)
for values in ((1, "a"), ("a",), (1.5, "a"), (None,)):
    try:
        sum(items(*values))
    except TypeError as error:
        print(error)


def failing():
    yield 1
    raise ValueError("stopped at the second")


def stopping():
    yield 1
    raise StopIteration


for generator in (failing(), stopping()):
    try:
        print(sum(generator))
    except Exception as error:
        print(type(error).__name__, error)
    print(sum(generator, 100))

half = items(1, 2, 3, 4)
print(next(half), sum(half), next(half, "empty"))


def summing_itself():
    yield 1
    yield sum(itself)


itself = summing_itself()
try:
    sum(itself)
except ValueError as error:
    print(error)


def subtotals(groups):
    for group in groups:
        yield (yield sum(group))


print(sum(x for x in subtotals([items(1, 2), [3], items(0.5)]) if x is not None))


def returning():
    yield 1
    return "unused"


print(sum(returning()), sum(map(lambda n: n * n, items(1, 2, 3))))
