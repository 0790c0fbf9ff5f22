# Loops over everything, compiled.
def over(items, n):
    total = 0
    for _ in range(n):
        for item in items:
            total += item
    return total


for items in [[1, 2, 3], (4, 5), range(5), range(10, 0, -3), {7: 1, 8: 2}, {5}, {1: 9}.values(), b"ab", bytearray(b"c"), range(0)]:
    print(over(items, 20000))


def text(n):
    seen = {}
    for _ in range(n):
        for char in "añb€":
            seen[char] = seen.get(char, 0) + 1
    return seen


print(text(8000))


def pairs(n):
    total = 0
    numbers, names = list(range(10)), "abcdefghij"
    for _ in range(n):
        for index, number in enumerate(numbers):
            total += index * number
        for number, name in zip(numbers, names):
            total += number if name > "c" else 1
        for key, value in {1: 2, 3: 4}.items():
            total += key * value
        for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:
            total += a * b - c
    return total


print(pairs(3000))


def growing():
    items = [1]
    for item in items:
        if len(items) < 50000:
            items.append(item + 1)
    return len(items), items[-1]


print(growing(), growing())


def squares(n):
    for i in range(n):
        yield i * i


def ticks(n):
    for i in range(n):
        got = yield from two(i)
        if got == 77:
            return "early"
    return "late"


def two(i):
    yield i
    yield -i
    return i


def generated(n):
    total = 0
    for square in squares(n):
        total += square
    total += sum(x * 2 for x in range(n) if x % 3)
    generator = ticks(n)
    while True:
        try:
            total += next(generator)
        except StopIteration as stop:
            return total, stop.value


print(generated(20000), generated(50))


def nested(n):
    return [[x * y for x in range(5)] for y in range(n)][-1], {x % 7 for x in range(n)}, {x: -x for x in range(n) if x > n - 3}


for _ in range(3):
    print(nested(6000))


def changed(n):
    table = dict.fromkeys(range(n))
    try:
        for key in table:
            if key == n - 10:
                table["new"] = 1
    except RuntimeError as error:
        return str(error)


print(changed(30000), changed(20000))


def unpacked(rows, n):
    total = 0
    for _ in range(n):
        for row in rows:
            first, *rest = row
            a, b = rest[0], rest[-1]
            total += first + a - b
    return total


print(unpacked([(1, 2, 3), [4, 5, 6, 7]], 10000))
try:
    unpacked([(1, 2, 3), ()], 1)
except ValueError as error:
    print(error)
