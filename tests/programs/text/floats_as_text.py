# Floats as text: what repr shows, and fixed places by every way of formatting.
import random

values = [0.0, -0.0, 1.25, 0.1, 0.3, 1 / 3, 1e-3, 9.99e-4, 123456.789, 1e8 + 0.5, 999999999.999, 1e9, 1e15, 1e16, 1e22,
          5e-324, 0.0011, 2.5, 100.0, 1e300, float("inf"), float("-inf"), float("nan"), 0.1 + 0.2, 1.1 * 3,
          0.000123, 4503599627.370497, 0.125, 2.675, 1.005]
print([repr(value) for value in values])
for spec in [".2f", ".0f", "10.3f", "8.1f", ".6f", "f", ".9f", "012.2f", ".12f", "20.2f"]:
    print(spec, [format(value, spec) for value in values], [format(-value, spec) for value in values])
print(["%.2f" % value for value in values], ["%f" % -value for value in values], ["%.0f" % value for value in values])
print("%s %d %i %s%%" % ("a", 5, -7, 12), "%5s|%-5s|" % ("a", "b"), "%(x)s %(y)d" % {"x": 1, "y": 2}, "%s" % (1.5,))

random.seed(5)
exact = 0
for _ in range(2000):
    value = random.uniform(-1, 1) * 10 ** random.randint(-5, 12)
    rounded = round(value, random.randint(0, 8))
    exact += float(repr(value)) == value and float(repr(rounded)) == rounded
    assert "%.3f" % value == f"{value:.3f}" == format(value, ".3f") == "{:.3f}".format(value)
print(exact)
print(f"[{1.5:+8.2f}] [{-1.5:+8.2f}] [{1.5:+08.2f}] [{1.5:08.2f}]")
