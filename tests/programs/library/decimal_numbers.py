"""decimal: exact sums, contexts, rounding, signals, and text in all forms."""

import copy
import pickle
from decimal import *
from fractions import Fraction

print(Decimal("0.1") + Decimal("0.2"), Decimal(0.1), Decimal("1.10") * 3, 7 / Decimal(4), -Decimal("5"), abs(Decimal(-2)))
print(Decimal(7) // 2, Decimal(-7) // 2, Decimal(-7) % 3, divmod(Decimal(17), 5), Decimal(2) ** 10, Decimal(2) ** -2, Decimal(2) ** Decimal("0.5"))
print(Decimal(1) / 3, Decimal(2).sqrt(), Decimal(10).ln(), Decimal(1).exp(), Decimal(1000).log10(), pow(Decimal(3), 4, 5))
print([str(Decimal(text)) for text in ("1e3", "-0", "1E-9", "123.4500", " 12 ", "1_000.5", "Infinity", "-nan12", "sNaN", ".5", "5.", "0e-7")])
print(repr(Decimal("1.50")), Decimal("1.50").normalize(), Decimal("1E+2").normalize(), Decimal("100").normalize())
print(Decimal((1, (3, 1, 4), -2)), Decimal("-3.14").as_tuple(), Decimal("0.25").as_integer_ratio(), Decimal("-1.5e3").adjusted())

cents = Decimal("0.01")
for rounding in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
    print(rounding, *(Decimal(text).quantize(cents, rounding=rounding) for text in ("2.675", "-2.675", "2.665", "2.001")))
print(round(Decimal("2.675"), 2), round(Decimal("2.5")), int(Decimal("-3.9")), float(Decimal("0.1")), Decimal("3.7").to_integral_value())

print(Decimal("1.0") == 1, Decimal("0.5") == 0.5, Decimal("0.1") == 0.1, Decimal("0.5") == Fraction(1, 2), Decimal(1) < 1.5, 2 > Decimal("1.9"))
print(hash(Decimal("2.50")) == hash(2.5), hash(Decimal(10) ** 20) == hash(10 ** 20), {Decimal(1): "one"}[1], Decimal("NaN") == Decimal("NaN"))
print(sorted([Decimal("3"), Decimal("-1.5"), 2, 0.5]), max(Decimal(1), Decimal(2)), sum([Decimal("0.1")] * 3), Decimal("1").compare(Decimal("2")))

for spec in ("", ".2f", "10.1f", "<10", "^11.2f", "+.3e", ",.2f", "%", ".1%", "08.2f", "g", ".3g", "E", "x>12"):
    print(f"{spec:8} [{Decimal('1234567.8951'):{spec}}] [{Decimal('-0.5'):{spec}}] [{Decimal(3):{spec}}]")

with localcontext() as context:
    context.prec = 5
    print(Decimal(1) / 3, Decimal("123456.7") + 0, +Decimal("9.99996"))
    context.rounding = ROUND_DOWN
    print(Decimal(2) / 3, context)
print(Decimal(1) / 3, getcontext().prec, getcontext().rounding)
with localcontext(prec=4) as context:
    context.traps[Inexact] = True
    try:
        Decimal(1) / 3
    except Inexact as error:
        print(type(error).__name__, error)
context = Context(prec=3, traps=[])
print(context.divide(Decimal(1), 0), context.create_decimal("3.14159"), context.flags[DivisionByZero], context.sqrt(Decimal(-1)))
print([signal.__name__ for signal, is_set in context.flags.items() if is_set])


def fails(action):
    try:
        print(action())
    except Exception as error:
        print(f"{type(error).__name__}: {error}", isinstance(error, ArithmeticError))


fails(lambda: Decimal(1) / 0)
fails(lambda: Decimal(0) / 0)
fails(lambda: Decimal("1,5"))
fails(lambda: Decimal("abc"))
fails(lambda: Decimal(1) + 1.5)
fails(lambda: Decimal(None))
fails(lambda: Decimal(-1).sqrt())
fails(lambda: Decimal("NaN") < 1)
fails(lambda: int(Decimal("Infinity")))
fails(lambda: Decimal("1e1000000") * 10)
fails(lambda: Decimal(1).quantize(Decimal("1e-40")))
fails(lambda: f"{Decimal(1):d}")
fails(lambda: Decimal(1).missing)


class Money(Decimal):
    def __str__(self):
        return f"${super().__str__()}"


price = Money("9.90")
print(price, repr(price), type(price + 1).__name__, isinstance(price, Decimal), type(copy.copy(price)).__name__)
print(pickle.loads(pickle.dumps(Decimal("-1.20"))), copy.deepcopy(Decimal("2.0")), type(pickle.loads(pickle.dumps(price))).__name__)
