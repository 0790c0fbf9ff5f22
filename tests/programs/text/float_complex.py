# Floats and complex numbers: text, rounding, operators, conversions.
values = [0.0, -0.0, 1.0, 0.1, 1e16, 1e-5, 123456789.123, 1e100, 5e-324, 1.7976931348623157e308, 2.5, -2.5]
print(values)
print(float("inf"), float("-inf"), float("nan"), float("  1_0.5e1 "), float("1e400"), float(b"2.5"), float(True), float(), float("٣.٥"))
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, 2.6)], [round(x, 1) for x in (0.25, 0.35, -0.05, 1.0)], round(2.675, 2), round(1234.5, -2), round(1e300, -299))
print(7.5 // 2, 7.5 % 2, -7.5 // 2, -7.5 % 2, 7.5 % -2, divmod(-7.5, 2), 0.3 % 0.1, 1e20 % 3)
print(2**0.5, 2.0**-1, 10.0**5, 1.1**10, 0.0**0, (-8) ** (1 / 3), 2.5**2, 1e-300 ** 1.0)
print(1.5.hex(), (0.1).hex(), float.fromhex("0x1.8p1"), (2.5).as_integer_ratio(), (2.0).is_integer(), (0.1).is_integer())
print(1.5 == 3 / 2, 0.1 + 0.2 == 0.3, float("nan") == float("nan"), 1.0 < 2, 2**60 < 2.0**60 + 1e3, float("inf") > 10**400)
print((1.5).real, (1.5).imag, (1.5).conjugate(), abs(-1.5), -1.5, +1.5, bool(0.0), bool(-0.1), int(2.9), hash(0.5), hash(1e300) == hash(int(1e300)))
print(1 + 2.5, 2.5 + True, 10**20 + 0.5, 3 - 0.5, 2 * 1.5, 1 / 4, 7 // 2.0, 7 % 2.5)
z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), z * 2, z / 2, z * z, z**2, z - 1, -z, z == 3 + 4j, z != 3, bool(0j), 1j * 1j)
print(complex(1, 2), complex("1+2j"), complex("-j"), complex(1.5), complex(), complex(1j, 1j), 2j, -0j, complex(-0.0, -0.0), 1e20j)
print(f"{z:.2f} {z:>20} {z:+.1e} {z}", hash(3 + 0j) == hash(3), 1 + 0j == 1)
print(f"{1234.5:,.2f}|{0.5:%}|{1e-7:g}|{3.0:.3g}|{-0.0:z.1f}|{1234567.891:_.2f}|{2.5:010.3f}|{1e10:e}|{5.0}|{1.5:>8}|{1.5:*^9}")


class Half:
    def __float__(self):
        return 0.5

    def __complex__(self):
        return 1j

    def __index__(self):
        return 7

    def __int__(self):
        return 3


print(float(Half()), complex(Half()), int(Half()), [0, 1, 2, 3, 4, 5, 6, "seven"][Half()], "ab" * Half(), hex(Half()), round(1.23456789012, Half()))


class Celsius(float):
    def __str__(self):
        return f"{float(self):.1f} C"


c = Celsius(21.55)
print(c, repr(c), c + 1, type(c + 1) is float, f"{c}", f"{c:.3f}", "%s %.2f" % (c, c), "{} {:.1f}".format(c, c))


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: 1.0 / 0)
attempt(lambda: 1.0 // 0)
attempt(lambda: 1.0 % 0)
attempt(lambda: 0.0**-1)
attempt(lambda: 10.0**400)
attempt(lambda: float("abc"))
attempt(lambda: float([]))
attempt(lambda: float("inf").as_integer_ratio())
attempt(lambda: round(float("nan")))
attempt(lambda: 1j / 0)
attempt(lambda: 1j // 1)
attempt(lambda: 1j < 2j)
attempt(lambda: complex("abc"))
attempt(lambda: complex([]))
attempt(lambda: int(1j))
attempt(lambda: float(1j))
attempt(lambda: format(1.5, "d"))
attempt(lambda: format(1j, "05"))
attempt(lambda: 1.5 + "a")
attempt(lambda: pow(2.0, 3, 4))
