"""Numbers in source: how long an integer may be, and what is said of one that runs into a keyword."""

import ast
import sys
import warnings


def show(source, mode="exec"):
    shown = source if len(source) < 40 else source[:10] + "..."
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "<source>", mode)
            result = "compiles"
        except SyntaxError as error:
            place = error.lineno, error.offset, error.end_lineno, error.end_offset
            result = f"{error.msg} {place}"
    print(repr(shown), result, *(f"{each.category.__name__}: {each.message} at {each.lineno}" for each in caught), sep=" | ")


for source in ("9" * 4300, "9" * 4301, "if 1:\n  x = " + "9_9" * 2200 + " + 3\n", "0" * 5000, "0x" + "9" * 5000,
               "9" * 5000 + ".0", "9" * 5000 + "j", "'" + "9" * 5000 + "'", "#" + "9" * 5000, "x y\n" + "9" * 5000,
               "a\r\nb = " + "1" * 4400, "x" + "9" * 5000):
    show(source)
show("9" * 4301, "eval")
show("9" * 4301, "single")
for limit in (0, 700):
    sys.set_int_max_str_digits(limit)
    show("9" * 701)
try:
    ast.literal_eval("-" + "9" * 701)
except SyntaxError as error:
    print(error)
sys.set_int_max_str_digits(4300)

for source in ("1if x else y", "[0x1for x in y]", "1or x", "1and x", "1in y", "1is y", "1not in y", "0xfor x in y",
               "0b1or 2", "0o1or 2", "1.if 1else 2", "1e5or 2", "1jif 1 else 2", "1_000if 1 else 2", "f'{1if 1 else 2}'",
               "'\\d' if 1else '\\w'", "1else2", "0or 1", "1 if 1else\\\n2"):
    show(source)
