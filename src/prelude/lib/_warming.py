"""Runs a little of what programs do, so that the browser's compiler has seen it before a program asks for it.

An engine that has just been loaded runs unoptimised; what is run often, the browser compiles again in the background
and for all workers. This is for a worker that has nothing else to do.
"""


class _Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def moved(self, by):
        return _Point(self.x + by, self.y - by)


def _numbers(count):
    total, mean = 0, 0.0
    for number in range(count):
        if number % 3 == 0 or number & 1:
            total += number * 2 - (number >> 1)
        mean = mean * 0.5 + number / 4
    while count > 0:
        count -= 2
    return total, mean


def _fibonacci(number):
    return number if number < 2 else _fibonacci(number - 1) + _fibonacci(number - 2)


def _objects(count):
    point = _Point(0, 0)
    for _ in range(count):
        point = point.moved(1)
        point.x += 1
    return point.x


def _lists(count):
    numbers = [number * number % 101 for number in range(count)]
    flags = [True] * count
    for at in range(2, count):
        if flags[at] and numbers[at - 1] > numbers[at]:
            flags[at], numbers[at - 1] = False, numbers[at]
    numbers.append(len(flags))
    rows = [[0] * 8 for _ in range(8)]
    for row in range(8):
        for column in range(8):
            rows[row][column] = rows[column][row] + row
    return sorted(numbers), numbers[1:9], sum(number for number in numbers if number > 50), rows


def _mappings(count):
    seen, groups = set(), {}
    for number in range(count):
        key = number % 37
        seen.add((key, number % 5))
        groups[key] = groups.get(key, 0) + 1
    for key, size in groups.items():
        if key in seen:
            seen.discard(size)
    return seen


def _texts(count):
    words = []
    for number in range(count):
        words.append(f"{number:3d} {number}".strip().upper())
    text = " ".join(words)
    return [word for word in text.split(" ") if word.startswith("1")], text.replace("1", "one"), text[::-1]


def _errors(count):
    caught = 0
    for number in range(count):
        try:
            if number % 2:
                raise ValueError(number)
        except ValueError:
            caught += 1
    return caught


for _round in range(10):
    _numbers(10_000)
    _fibonacci(14)
    _objects(2_000)
    _lists(2_000)
    _mappings(4_000)
    _texts(500)
    _errors(500)
