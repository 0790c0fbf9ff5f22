# f-strings with formats and conversions, str.format, percent formatting, and the repr of numbers.
name, pi, n = "Ada", 3.14159265, 255
print(f"{name!r} {name!s:>6}| {name:*^9} {pi:.2f} {pi:8.3f}| {n:x} {n:#b} {n:08,d} {n:+} {n:e}")
print(f"{n:_b} {1234567:,} {1234567.891:,.2f} {0.00001234:g} {1e20:g} {25:%} {0.256:.1%} {n:c}")
print(f"{{}} {n!r:>5} {'nested ' + f'{n:>{3 + 2}}'} {name.upper()} {[1, 2][1]} {n=} {n = :>5} {pi=:.1f}")
width, precision = 10, 3
print(f"{pi:{width}.{precision}}|{name:<{width}}|{'x':>{width}}|{-5:=+6}|{5:<5}|{True:d}|{None}|{n:010.3f}")
print("{} {1} {0}".format(1, 2) if False else "{1} {0} {k}".format(1, 2, k=3), "{:>4}|{!r}".format("a", "b"), "{0[1]} {1.real}".format([1, 2], 5))
print("%s %r %d %5.2f %x %-5s| %05d %% %c %+d %e" % ("a", "b", 3, 1.5, 255, "l", 42, "z", 7, 12345.678))
print("%(a)s %(b)03d" % {"a": 1, "b": 2}, "%s" % (1,), "%s" % [1, 2])
print(1.0, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 1 / 3, 2.5e-300, float("inf"), -float("inf"), float("nan"), -0.0)
print(0.1 + 0.2, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 100.0, 1e100)
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\tnew\nnul\0bell\x07é\u200b😀"), ascii("é😀"))
print(str(b"bytes \x00\xff'"), [1.5, "a", None, True], (1,), (), {"a": [1]}, {1}, set(), frozenset([1]), range(3), slice(1, 2))
print(round(2.5), round(3.5), round(2.675, 2), round(1234, -2), round(-0.5), format(3.0, ""), format(12, "05"), 10 // 3, -10 // 3, -10 % 3, 10 % -3)
print(divmod(-7, 2), divmod(7.5, 2), 2 ** 10, 2 ** -1, 0 ** 0, (-8) ** (1 / 3) if False else 8 ** (1 / 3), 7 // 2.0, -7 // 2, 7 % 2.5)
print(int("0x1f", 16), int("-101", 2), int(" 42 "), int("1_000"), int(3.99), int(-3.99), float(" 1.5e3 "), bin(-5), oct(8), hex(255))
print(complex(1, -2), (1 + 2j) * (3 - 1j), abs(3 + 4j), (1j).imag, 1j ** 2)
print("multi" "ple " 'pieces', """triple "quoted"
text""", r"raw\n", "esc\x41\u00e9\N{GREEK SMALL LETTER ALPHA}")
class Money:
    def __init__(self, n): self.n = n
    def __format__(self, spec): return f"<{spec}:{self.n}>"
    def __str__(self): return "str"
    def __repr__(self): return "repr"
m = Money(5)
print(f"{m} {m:abc} {m!r} {m!s} {[m]}", "{:x}".format(m), m)
