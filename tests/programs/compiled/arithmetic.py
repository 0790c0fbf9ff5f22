# Numbers in loops that run long enough to be compiled.
def ints(n):
    total, product, bits = 0, 1, 0
    for i in range(1, n):
        total += i * i % 7 - i // 3 + (i & 12) - (i | 3) + (i ^ 5)
        product = product * 31 % 1000003
        bits = (bits << 1 ^ i) & 0xFFFFFFFF
        total -= (-i) % 5 + (-i) // 5 + ~i + (i >> 2) + i % -3 + i // -3
    return total, product, bits


def growing(n):
    value = 1
    for i in range(n):
        value = value * 3 + i
        if value > 10**30:
            value = value % 1000007
    return value


def edges(n):
    top = 2**63 - 1
    found = set()
    for i in range(n):
        found.add((top + 1, top - -1, -top - 2, top * 2, -top * top, (top << 1), -(-top - 1)))
    return found


def floats(n):
    x, y, total = 0.5, -1.25, 0.0
    for i in range(n):
        x = x * 1.0000001 + y / 3 - i * 1e-9
        y = -y + 0.5 * x * x % 3.7 - x // 1.5 + 2.0 ** (i % 5)
        total += x if x > y else y
        if y > 100 or y < -100:
            y = y / 1000
    return round(x, 6), round(y, 6), round(total, 3)


def mixed(n):
    seen = {}
    for i in range(n):
        a = i if i % 3 else i / 2
        b = True if i % 5 == 0 else i + 1
        c = a + b
        d = a * b - c
        e = a < b, a == b, a >= c
        seen[type(c).__name__, type(d).__name__, e] = seen.get((type(c).__name__, type(d).__name__, e), 0) + 1
    return sorted(seen.items())


def divided(n):
    errors = 0
    for i in range(n):
        for divide in (lambda x: 1 / x, lambda x: 1 // x, lambda x: 1 % x, lambda x: 1.0 / x):
            try:
                divide(i % 10)
            except ZeroDivisionError as error:
                errors += 1
    return errors


for _ in range(2):
    print(ints(60000))
    print(growing(60000))
    print(edges(3000))
    print(floats(40000))
    print(mixed(15000))
    print(divided(4000))
