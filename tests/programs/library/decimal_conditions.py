"""What decimal's contexts trap raises the exception with the conditions, and a context shows its flags and traps."""
from decimal import *

getcontext().prec = 6
print(Decimal(1) / Decimal(7), getcontext())
for function in (
    lambda: Decimal(1) / 0,
    lambda: Decimal(0) / 0,
    lambda: Decimal("x"),
    lambda: Decimal("sNaN") + 1,
    lambda: Decimal("1e999999") * 10,
):
    try:
        function()
    except DecimalException as error:
        print(type(error).__name__, error)
context = Context(prec=3, traps=[Inexact])
try:
    context.divide(1, 3)
except Inexact as error:
    print(error)
with localcontext(prec=30) as context:
    context.traps[FloatOperation] = True
    print(Decimal(2).sqrt())
    try:
        Decimal(0.5) < 0.6
    except FloatOperation as error:
        print(error)
print(ExtendedContext)
