# Arithmetic of ints beyond 64 bits, mixed with floats and bools, and its errors.
big = 2**100
print(big, -big, big + 1, big - big, big * big, big // 7, big % 7, -big // 7, -big % 7)
print(divmod(-big, 10**9), divmod(big, -(10**9)), 7 // -2, 7 % -2, -7 // 2, -7 % 2)
print(2**63, 2**63 - 1, -(2**63), 9223372036854775807 + 1, -9223372036854775808 - 1)
print(big / 3, 1 / big, 7 / 2, -7 / 2, (10**400) / (10**399))
print(1 << 70, -1 << 70, big >> 90, -big >> 98, -1 >> 200, 5 >> 1, 1 << 0)
print(big & 255, big | 1, big ^ big, ~big, ~5, -5 & 3, True & False, True ^ True, True | 2)
print(big == float(big), big < float("inf"), 2**53 + 1 == float(2**53), 1 == True, 1.0 == 1)
print(pow(3, 1000, 7), pow(3, -1, 11), pow(2, 10), pow(2, -2), (-2) ** 3, (-8) ** 2.0)
print(True + True, True * 3.5, -True, +True, ~True if False else -2, abs(-big), abs(-5))
print(int("ff", 16), int("0b101", 0), int("-0x1F", 16), int(" 1_000 "), int(3.99), int(-3.99), int("z", 36))
print(int(1e20), int(True), int(b"12"), int("١٢"), int(), int("9" * 30))
print(bin(10), oct(8), hex(255), hex(-255), bin(-2**65), round(1250, -2), round(1350, -2), round(7, 3), round(-15, -1))
print((255).bit_length(), big.bit_length(), (7).bit_count(), (1024).to_bytes(2), (-2).to_bytes(2, "little", signed=True))
print(int.from_bytes(b"\x01\x00"), int.from_bytes(b"\xff\xfe", "little", signed=True), (5).as_integer_ratio(), (5).conjugate())
print((5).real, (5).imag, (5).numerator, (5).denominator, (5).is_integer())
print(isinstance(True, int), int.__add__(1, 2), int.__add__(1, 2.0), (3).__radd__(4), True.__class__, type(5))
print(hash(5), hash(-1), hash(2**61 - 1), hash(True) == hash(1) == hash(1.0), hash(2**61) == 1)
print(5 .__repr__(), str(5), repr(big), f"{big}", "%d" % big, format(big, ","))


class Meters(int):
    pass


m = Meters(5)
print(m + 1, type(m + 1) is int, m, repr(m), isinstance(m, int), m == 5, hash(m) == hash(5), Meters("7"), [m], f"{m:03}")


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: 1 // 0)
attempt(lambda: 1 % 0)
attempt(lambda: 1 / 0)
attempt(lambda: divmod(1, 0))
attempt(lambda: 0**-1)
attempt(lambda: 1 << -1)
attempt(lambda: int("x"))
attempt(lambda: int("12", 40))
attempt(lambda: int([]))
attempt(lambda: int(None))
attempt(lambda: int("1", None))
attempt(lambda: int(1, 10))
attempt(lambda: int(float("nan")))
attempt(lambda: int(float("inf")))
attempt(lambda: float(10**400))
attempt(lambda: 10**400 / 1)
attempt(lambda: 1 + "a")
attempt(lambda: 1 < "a")
attempt(lambda: 1 & 1.0)
attempt(lambda: pow(2, 3, 0))
attempt(lambda: pow(2, -1, 4))
attempt(lambda: (300).to_bytes(1))
attempt(lambda: (-1).to_bytes(1))
attempt(lambda: int("9" * 5000))
attempt(lambda: len(str(10**5000)))
attempt(lambda: -"a")
attempt(lambda: ~1.5)
import sys

sys.set_int_max_str_digits(0)
print(len(str(10**5000)), int("9" * 5000) + 1 == 10**5000, sys.get_int_max_str_digits(), len(f"{10**5000}"), len("%d" % 10**5000))
sys.set_int_max_str_digits(5000)
attempt(lambda: str(10**5000))
attempt(lambda: sys.set_int_max_str_digits(5))
