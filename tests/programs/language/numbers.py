# Integers of any size, their operators, comparison chains, booleans, floats' methods, the order of evaluation.
big = 2 ** 100
print(big, -big, big + 1 - big, big * big, big // 7, big % 7, big ** 2 % 1000, -big // 3, divmod(-big, 10 ** 9))
print(big >> 90, 1 << 70, big & (big - 1), big | 1, big ^ big, ~big, -1 >> 100, (-big) & 0xFFFF, -5 & 3, -5 | 3, -5 ^ 3)
print(big.bit_length(), (255).bit_length(), (-256).bit_length(), (10).bit_count(), (1024).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"))
print(9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, -(-9223372036854775808), abs(-9223372036854775808))
print(3037000500 * 3037000500, 4294967296 * 4294967296, 9223372036854775807 // -1, -9223372036854775808 // -1, 10 ** 18 * 10)
print(hash(2 ** 61 - 1), hash(-1), hash(1) == hash(1.0) == hash(True), hash(2 ** 100) == hash(float(2 ** 100)))
print(2 ** 100 == float(2 ** 100), 2 ** 53 + 1 == float(2 ** 53), 10 ** 30 > 1e29, 1 < 2.5, 2 ** 1000 > 1e300, True + True, True == 1)
print(int(1e30), float(10 ** 30), 10 ** 25 / 10 ** 24, 1 / 3, (10 ** 400) // (10 ** 398), 7 / 2, -7 / 2)
print(pow(3, 200, 1000007), pow(2, -1, 7), pow(2, 0.5), 2 ** 0.5, (-2) ** 3, -2 ** 2, 2 ** 3 ** 2)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 3 > 2 >= 2 != 1, not 1 < 0, 1 is not None)
print(0 or "default", 1 and "value", "" or [] or "last", None and 1, not "", not [0])
print((1.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (1.1).hex(), float.fromhex("0x1.8p3"), 3.7 // 1, 3.7 % 1, -3.7 // 1)
print(float("nan") == float("nan"), float("inf") > 10 ** 400, min(3, 1.5, 2), max("b", "abc"), sum([0.1] * 10), sum([1, 2], 10))
print(int("123456789" * 5), str(10 ** 50), str(-3 ** 60), f"{10 ** 20:,}", f"{2 ** 70:x}")
order = []
def note(n):
    order.append(n)
    return n
note(1) + note(2) * note(3)
[note(4), note(5)][note(0)]
{note(6): note(7)}
print(order)
try:
    10 ** 400 / 3.0
except OverflowError as error:
    print("OverflowError:", error)
try:
    int(float("inf"))
except OverflowError as error:
    print("OverflowError:", error)
try:
    1 << -1
except ValueError as error:
    print("ValueError:", error)
n = 10
n += 5; n -= 3; n *= 2; n //= 5; n **= 3; n %= 50; n <<= 2; n >>= 1; n |= 1; n &= 0xFF; n ^= 2
print(n)
x = y = [1]
x += [2]
print(y, x is y)
t = (1,)
u = t
t += (2,)
print(u, t)
import math
print(math.pi, math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.factorial(20), math.gcd(12, 18), math.isqrt(99), math.inf, math.hypot(3, 4))
print(math.sin(1), math.log(10), math.log2(8), math.exp(1), math.trunc(-2.7), math.isnan(math.nan), math.comb(5, 2), math.prod([1, 2, 3]))
