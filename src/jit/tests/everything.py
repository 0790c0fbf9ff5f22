# What compiled code does itself or asks a helper for.
def arithmetic(a, b, c):
    d = -a + ~b - c * 2
    d += a // b + a % b + a / b + a ** b
    d -= (a << b) | (a >> b) & (a ^ b)
    d *= a // 8 + a % 8 + a // 3 + a % 3 + a // -3 + 1 - a * 1000 - 5
    return d


def comparisons(a, b, items):
    if a < b or a <= b or a > b or a >= b or a == b or a != b:
        return a < b, a <= b, a > b, a >= b, a == b, a != b
    if a < 1 or a <= 2 or not a > 3 or not a >= 4 or a == 5 or a != 6:
        return a is b, a is not b, a in items, a not in items
    while a is b or a in items and not a:
        a = None if a is None else a and b
    return not a


def items(values, index, text):
    for number in range(index):
        values[number] = values[-1] + values[index]
        for value in values:
            print(value, f"{number}{text}")
    for index, value in enumerate(values):
        first, second = index, value
        if value:
            continue
        break
    rest = [x for x in values if x], {x for x in values}, {x: 1 for x in values}
    return values[1:index], (first, second, rest), lambda: first


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def moved(self, x):
        try:
            return Point(self.x + x, self.y).moved(x=x)
        except ValueError as error:
            raise TypeError from error
