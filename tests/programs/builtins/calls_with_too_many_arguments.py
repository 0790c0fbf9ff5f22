# What built-in functions say to more arguments, or fewer, than they take.
import math

for call in (
    lambda: sorted([2, 1], True),
    lambda: sorted(),
    lambda: dir(1, 2),
    lambda: [2, 1].sort(True),
    lambda: len(),
    lambda: len([], []),
):
    try:
        print(call())
    except TypeError as error:
        print(error)
print(sorted([2, 1], key=abs), dir(math)[-1])
for call in lambda: math.sin(), lambda: math.sqrt(1, 2):
    try:
        call()
    except TypeError as error:
        print(error)
