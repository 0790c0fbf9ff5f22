# The operators of Decimal keep the context's precision, round half to even, and say what they did in its flags.
from decimal import Clamped, Context, Decimal, Inexact, Rounded, getcontext, localcontext


def flags():
    return sorted(signal.__name__ for signal, on in getcontext().flags.items() if on)


with localcontext(Context(prec=3)):
    for text in ("1.235", "1.245", "9.995", "-9.995", "1.2451", "99.95e10", "0.000"):
        getcontext().clear_flags()
        print(text, Decimal(text) + Decimal("0.000"), Decimal(text) * 1, flags())
    for a, b in ((1, 3), (2, 3), (1, 8), (10, 5), (600, 3), (-7, 7)):
        getcontext().clear_flags()
        print(a, b, Decimal(a) / Decimal(b), Decimal(a) / b, flags())
    print(Decimal("1E+5") + Decimal("1E-5"), Decimal("1.00") - Decimal("1"), Decimal("2.50") * Decimal("2"))

with localcontext() as context:
    context.prec = 5
    context.traps[Inexact] = True
    print(Decimal(1) / Decimal(8))
    try:
        Decimal(1) / Decimal(3)
    except Inexact:
        print("not exact")
    context.traps[Inexact] = False
    context.rounding = "ROUND_UP"
    print(Decimal(1) / Decimal(3))


class Money(Decimal):
    pass


print(type(Money("1.10") + Money("2")).__name__, Money("1.10"), Decimal("007.50"), Decimal(-12))
print(Decimal("1.0") == Decimal(1), Decimal("1.0") < Decimal("1.01"), Decimal("-2") >= Decimal("-3"), Decimal("0") == Decimal("-0"))
print(sum([Decimal("0.1")] * 10), 2 - Decimal("0.5"), 3 * Decimal("1.5"), Decimal(1) / 7)
print(Rounded in getcontext().flags, Clamped in getcontext().flags)
