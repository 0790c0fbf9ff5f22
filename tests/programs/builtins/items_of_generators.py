# What natives make of the items of a generator, also where an item needs Python code.
from collections import Counter


class Coin:
    def __init__(self, value):
        self.value = value

    def __gt__(self, other):
        return self.value > other.value

    def __lt__(self, other):
        return self.value < other.value

    def __bool__(self):
        return self.value > 2

    def __hash__(self):
        return self.value % 2

    def __eq__(self, other):
        return self.value == other.value

    def __repr__(self):
        return f"Coin({self.value})"


def coins(*values):
    return (Coin(value) for value in values)


print(sum(i for i in range(10)), sum(([i] for i in range(3)), []))
print(max(i * 2 for i in range(5)), min((i for i in []), default=3), max(c for c in "hello"))
print(max(coins(1, 5, 3)), min(coins(4, 2, 3)), max(coins(1, 5), key=lambda coin: -coin.value))
print(any(coins(1, 2)), any(coins(1, 3)), all(coins(3, 4)), all(coins(3, 1)))
print(list(i for i in "abc"), tuple(i for i in "abc"), sorted(i for i in "cab"), dict((i, i) for i in "ab"))
print(sorted(set(i % 3 for i in range(9))), sorted(set(coins(1, 2, 3, 1)), key=lambda coin: coin.value))
print(Counter(c for c in "abracadabra"), sorted(Counter(coins(1, 2, 1)).values()), "".join(c for c in "xyz"))


def counted():
    for number in range(1, 4):
        print("gives", number)
        yield number
    print("ends")


# `any` leaves the rest for later; `all` asks for everything.
numbers = counted()
print(any(number == 2 for number in numbers), next(numbers))
print(all(counted()))


def failing():
    yield 1
    raise KeyError("no more")


for native in (sum, list, any, max, set, sorted, "".join, Counter, dict):
    try:
        native(item for item in failing() if item != 1)
    except KeyError as error:
        print("KeyError", error)


def returning():
    yield 1
    return 5


print(sum(returning()), list(returning()), [sum(i for i in row) for row in [[1, 2], [3]]])
