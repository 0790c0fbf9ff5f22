"""Writes what CPython 3.14 answers to the questions that `tests/text.rs` puts to `spawnpoint::text`.

Usage: python3.14 tests/text/vectors.py > tests/text/vectors.tsv, and, on 64 bits,
python3 tests/text/vectors.py native > tests/text/native.tsv

A line is an operation, its arguments and the answer, separated by tabs. Floats are the decimal
number of their 64 bits, bytes are hexadecimal, and an exception is `!Class: message`.
"""

import random
import struct
import sys

rng = random.Random(20260101)
sys.set_int_max_str_digits(0)


def cell(value):
    text = str(value)
    for plain, escape in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(plain, escape)
    return text


def case(operation, arguments, answer):
    try:
        result = answer()
    except Exception as error:
        message = str(error)
        if isinstance(error, OverflowError) and "Result not representable" in message:
            message = "(34, 'Numerical result out of range')"
        result = f"!{type(error).__name__}: {message}"
    print("\t".join(map(cell, (operation, *arguments, result))))


def bits(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def from_bits(value):
    return struct.unpack("<d", struct.pack("<Q", value))[0]


FLOATS = [0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, -2.5, 3.5, 0.25, 0.125, 2.675, 1.005, 1e-5, 1e-4, 9.999e-5,
          123456.789, 1e15, 1e16, 9999999999999998.0, 1e17, 1.5e300, 5e-324, 2.2250738585072014e-308,
          1.7976931348623157e308, 1e22, 1e23, 123.456, 99.5, 999.95, 1e100, 3.141592653589793, 12345.0, 1e-7,
          float("inf"), float("-inf"), float("nan")]
FLOATS += [900719925474099.25, 1.0000076293945312]
FLOATS += [from_bits(rng.getrandbits(64)) for _ in range(40)]
FLOATS += [round(rng.uniform(-1000, 1000), rng.randrange(8)) for _ in range(40)]

INTS = [0, 1, -1, 2, 3, -3, 7, 10, -10, 255, 256, 1000, -1234567, 2**31, 2**53, 2**53 + 1, -(2**53) - 1, 2**62,
        2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 10**18, 10**19, 10**30, -(10**30), 2**100, 2**100 + 1,
        10**50 + 7, -(10**50)]
INTS += [rng.getrandbits(rng.choice([8, 40, 64, 90, 200])) * rng.choice([1, -1]) for _ in range(25)]


def floats():
    for x in FLOATS:
        b = bits(x)
        case("float_repr", [b], lambda: repr(x))
        case("float_hex", [b], lambda: x.hex())
        if not 1e40 < abs(x) < 1e400 and not 0 < abs(x) < 1e-40:
            case("float_ratio", [b], lambda: x.as_integer_ratio())
            case("float_int", [b], lambda: int(x))
            case("float_round_int", [b], lambda: round(x))
        for digits in (0, 1, 2, 3, -1, -3, 16, -300, 330):
            case("float_round", [b, digits], lambda: repr(round(x, digits)))
    for digits in (-308, -307, 2):
        for x in (1.7e308, 5e307, 4.9e307, 1.2e308):
            case("float_round", [bits(x), digits], lambda: repr(round(x, digits)))
    for x in (5.0, 15.0, 25.0, 50.0, 51.0, 49.0, 250.0, 350.0, 4.5, 5.5, 500.0, 5e22, 5e23, 1e22, 1.5e22):
        for digits in (0, -1, -2, -3, -23, -24, -22):
            case("float_round", [bits(x), digits], lambda: repr(round(x, digits)))
    for text in ("1", "1.5", " 1.5\n", "+1e5", "-.5", "5.", ".", "", "e5", "1e", "1e+", "inf", "-Infinity", "NAN",
                 "infin", "1_000.5", "1__0", "_1", "1_", "1_.5", "1e1_0", "٣.١٤", "0x10", "1 2", "é", "1e400", "1e-400",
                 "2.4703282292062328e-324", "9007199254740993", "1\x00", "+-1", "\u2009" "7"):
        case("float_parse", [text], lambda: repr(float(text)))
    for text in ("0x1p0", "0x1.8p1", "-0x.8p-3", "1.fp3", "0x", "", "0x1p2000", "0x1p-2000", "inf", "-nan", "0x1.fffffffffffff8p1023",
                 "0x1.00000000000008p0", "0x1.000000000000081p0", "0x1.00000000000018p0", "0x0.0000000000001p-1022",
                 "0x0.00000000000008p-1022", "0x0.000000000000081p-1022", "0xg", "0x1p", " 0x1p4 ", "0x123456789abcdef0123p-60"):
        case("float_fromhex", [text], lambda: repr(float.fromhex(text)))
    pool = FLOATS[:20] + FLOATS[-45:-35] + [7.0, -7.0, 3.0, -3.0, 0.3, float("inf"), float("-inf")]
    for _ in range(150):
        x, y = rng.choice(pool), rng.choice(pool)
        case("float_divmod", [bits(x), bits(y)], lambda: repr(divmod(x, y)))
    for x, y in ((2.0, 10.0), (2.0, 0.5), (10.0, -2.0), (0.0, -1.0), (10.0, 400.0), (1.1, 2.0), (2.0, -1.0), (1.0, float("nan")),
                 (float("nan"), 0.0), (-1.0, float("inf")), (-2.0, 3.0), (1.5, 3.0), (10.0, 22.0), (10.0, -3.0), (7.0, 5.0),
                 (1.1, 10.0), (0.1, 3.0), (2.0, 0.1), (3.0, 0.3333), (1.0001, 1000.0), (123.456, 1.7), (0.5, 1074.0)):
        case("float_pow", [bits(x), bits(y)], lambda: repr(x**y))
    for _ in range(60):
        x, y = abs(rng.choice(FLOATS[-40:])), rng.choice([3.0, 4.0, 5.0, 0.3333, 1.5, -2.0, 7.0, 10.0, 20.0, -0.7])
        case("float_pow", [bits(x), bits(y)], lambda: repr(x**y))


def elementary():
    """Correctly rounded values, apart from those that are almost in the middle between two floats."""
    import decimal
    import math

    decimal.getcontext().prec = 60
    functions = {"exp": decimal.Decimal.exp, "log": decimal.Decimal.ln, "log10": decimal.Decimal.log10,
                 "log2": lambda x: x.ln() / decimal.Decimal(2).ln()}

    def check(name, x):
        exact = functions[name](decimal.Decimal(x))
        nearest = float(exact)
        if abs(exact - decimal.Decimal(nearest)) <= decimal.Decimal(math.ulp(nearest)) * decimal.Decimal("0.48"):
            case("float_" + name, [bits(x)], lambda: repr(nearest))

    for _ in range(100):
        check("exp", rng.choice([rng.uniform(-5, 5), rng.uniform(-700, 700), rng.uniform(0, 1e-3)]))
        x = rng.choice([rng.uniform(0, 5), rng.uniform(0, 1e6), math.exp(rng.uniform(-700, 700)), 1 + rng.uniform(-1e-3, 1e-3)])
        for name in ("log", "log2", "log10"):
            check(name, x)
    for x in (1.0, 0.5, 2.0, 8.0, 10.0, 100.0, 1e22, 1e-5):
        for name in functions:
            if name != "exp" or x < 700:
                check(name, x)


def integers():
    import operator

    operators = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "floordiv": operator.floordiv,
                 "mod": operator.mod, "truediv": operator.truediv, "and": operator.and_, "or": operator.or_, "xor": operator.xor}
    for name, function in operators.items():
        for _ in range(60):
            a, b = rng.choice(INTS), rng.choice(INTS)
            case("int_" + name, [a, b], lambda: repr(function(a, b)))
    for a, b in ((10**400, 10**399), (10**400, 1), (1, 10**400), (3, 10**330), (2**1000 + 1, 3**500), (-(10**25), 3),
                 (5 * 10**-0, 10**323 * 10), (2**54 + 1, 1), (2**54 + 3, 1), (7, 2**1078), (2**1024 - 2**970, 1), (2**1024 - 2**969, 1)):
        case("int_truediv", [a, b], lambda: repr(a / b))
        case("int_float", [a], lambda: repr(float(a)))
    for a in INTS + [2**1024 - 2**970, 2**1024 - 2**969, 2**1024, 2**70 + 2**17, 2**70 + 2**17 + 1, 2**70 + 3 * 2**17]:
        case("int_float", [a], lambda: repr(float(a)))
        case("int_bits", [a], lambda: (a.bit_length(), a.bit_count()))
        case("int_hex", [a], lambda: f"{bin(a)} {oct(a)} {hex(a)}")
        for digits in (-1, -19, 3):
            case("int_round", [a, digits], lambda: round(a, digits))
        for length, order, signed in ((1, "big", False), (8, "little", True), (9, "big", True), (14, "little", False)):
            case("int_to_bytes", [a, length, order, signed], lambda: a.to_bytes(length, order, signed=signed).hex())
        for b in (1, 10, 63, 64, -1):
            case("int_shl", [a, b], lambda: a << b)
            case("int_shr", [a, b], lambda: a >> b)
    for data in (b"", b"\x01", b"\xff", b"\x80\x00", b"\x00\x80", b"\xff" * 9, b"\x7f" + b"\xff" * 7, b"\x80" + b"\x00" * 7):
        for order in ("big", "little"):
            for signed in (False, True):
                case("int_from_bytes", [data.hex(), order, signed], lambda: int.from_bytes(data, order, signed=signed))
    for a, b in ((2, 10), (2, 100), (-3, 3), (-3, 40), (10, 0), (0, 0), (0, -1), (2, -1), (7, -3), (-1, 10**30), (-1, 10**30 + 1),
                 (10, 30), (2**70, 3), (1, 10**40), (3, 41), (-2, 63), (-2, 64), (2, 62), (2, 63)):
        case("int_pow", [a, b], lambda: repr(a**b))
    for a, b, c in ((2, 10, 1000), (3, 100, -7), (2, -1, 7), (2, -1, 4), (5, 0, 1), (5, 3, 1), (2, 3, 0), (-7, 3, 10), (-7, 3, -10),
                    (10**30, 10**20, 10**25 + 13), (3, -5, 10**20 + 39), (0, 0, 5), (4, -1, 1), (2, 5, -1), (123, 456, 2**64)):
        case("int_powmod", [a, b, c], lambda: pow(a, b, c))
    for text, base in (("12", 10), (" -7 ", 10), ("+5", 10), ("", 10), ("-", 10), ("1_000", 10), ("1__0", 10), ("_1", 10), ("1_", 10),
                       ("0x1f", 16), ("0x1f", 0), ("1f", 16), ("0b101", 0), ("0o17", 0), ("017", 0), ("00", 0), ("0_0", 0), ("0x_f", 0),
                       ("0x", 16), ("0b12", 0), ("z", 36), ("٣٤", 10), ("é", 10), ("1 2", 10), ("9" * 30, 10), ("-" + "f" * 20, 16),
                       ("12a", 10), ("8", 8), ("0B1", 2), ("0b1", 16), ("- 1", 10), ("\u20091\u2009", 10), ("1.5", 10), ("1e5", 10),
                       ("'", 10), ("\x00", 10), ("zz", 35), ("1", 37), ("1", 1), ("1", -2)):
        case("int_parse", [text, base], lambda: int(text, base))
    for _ in range(120):
        a, x = rng.choice(INTS), rng.choice(FLOATS + [float(v) for v in INTS])
        if x == x:
            case("int_cmp", [a, bits(x)], lambda: "<" if a < x else ">" if a > x else "=")


def complexes():
    pool = [0.0, -0.0, 1.0, -2.0, 3.5, 1e16, 1e-5, float("inf"), float("nan")]
    for _ in range(60):
        a, b = complex(rng.choice(pool), rng.choice(pool)), complex(rng.choice(pool), rng.choice(pool))
        arguments = [bits(a.real), bits(a.imag), bits(b.real), bits(b.imag)]
        case("complex_repr", arguments[:2], lambda: repr(a))
        finite = all(abs(v) < 1e20 for v in (a.real, a.imag, b.real, b.imag))
        if finite:
            case("complex_mul", arguments, lambda: repr(a * b))
            case("complex_div", arguments, lambda: repr(a / b))
    for a, b in ((1 + 2j, 2), (1 + 2j, -1), (0j, -1), (0j, 1j), (2j, 0), (3 + 4j, 3), (1j, 2)):
        case("complex_pow", [bits(a.real), bits(a.imag), bits(complex(b).real), bits(complex(b).imag)], lambda: repr(a**b))
    for text in ("1", "1j", "j", "-j", "+j", "1+2j", "1-2J", "(1+2j)", " ( 1+2j ) ", "1 +2j", "1+2", "", "()", "1+j", "1-j", "inf", "infj",
                 "nan+infj", "1e5+1e-5j", "1_0+2j", "1+-2j", "-0.0-0j", "1+2jj", "(1+2j", "++1j", ".5j", "1e5j", "-inf-nanj"):
        case("complex_parse", [text], lambda: repr(complex(text)))
    for spec in ("", ".2f", "10", "<20", "^20.1f", "+", "+.3e", "g", ".3", "05", "=5", "d", "%", ",", "#.3g", ",.2f", "z.0f", "n"):
        for value in (1 + 2j, 0j, complex(-0.0, 1), complex(1234.5678, -0.001), complex(0, 2.5)):
            case("format_complex", [bits(value.real), bits(value.imag), spec], lambda: format(value, spec))


SPECS = ["", "d", "5", "<5", ">8d", "^9", "=+9", "*^9d", "05", "+05d", "-5", " d", ",", "_", ",d", "012,", "011,d", "010,", "09,", "08,", "_b", "#b",
         "#o", "#x", "#X", "#010x", "#_x", "_x", "x", "X", "o", "n", "c", "e", ".3e", "f", ".2f", "g", "%", ".1%", ",.2f", "+,", "0=12", "é>7", "<<5", "z", ".2", "s",
         "#", "+c", ",c", "5c", "abc", "_,", ",_", ",x", "020_x", "#012_b", "0", "1.", ".,f", ".10_f", "F", "G", "E"]
FLOAT_SPECS = ["", "f", ".0f", ".1f", ".2f", ".3f", "10.2f", "<10.2f", "^12.3e", "+.1f", " .2f", "010.2f", "+010.1f", "e", ".0e", "E", "g", ".3g", "G", "#g",
               "#.0f", "#.0e", "%", ".1%", ".0%", ",", ",.2f", "_.3f", "015,.2f", "z.0f", "z.1f", "z", ".2", ".0", ".1", ".5", ".10", ".20", "#", "#.3", "n", ".3n", "10", "<10", "05",
               "08", "*^15", "=10", "d", "x", "s", ".,f", "._f", ".8,f", ",.6_f", ".3_%", "020,.4_f", ".5,e", ".17g", ".25f", "5.3", "#.5g", "F"]


def formats():
    for value in (0, 1, -1, 42, -42, 97, 1234, -1234567, 12345678901234567890, 0x110000, -(2**70)):
        for spec in SPECS:
            case("format_int", [value, spec], lambda: format(value, spec))
    for value in (0.0, -0.0, 1.0, -1.5, 3.14159, 1234567.891, 1e16, 1e-5, 0.00012345, 123456789012345678.0, 0.5, 2.5, -0.04, 99.999, 1e100,
                  float("inf"), float("-inf"), float("nan")):
        for spec in FLOAT_SPECS:
            case("format_float", [bits(value), spec], lambda: format(value, spec))
    for value in ("", "abc", "héé", "😀x"):
        for spec in ("", "5", "<5", ">5", "^6", "*^7", "=5", "05", ".2", "6.2", ".0", "s", "5s", "d", "+", " ", "#", "z", ",", "_", "ß<4", "^", ".", "5.2.3", "\x01", "é"):
            case("format_str", [value, spec], lambda: format(value, spec))
    for form in ("%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%#x", "%X", "%#X", "%o", "%#o", "%.5d", "%8.5d", "%-8.5d|", "%08.5d", "%+.3d", "%i", "%u",
                 "%#010x", "%-#10x|", "%5%", "%y", "%", "%ld", "%c", "%5c", "%-5c|", "%(a", "%99999999999d", "%.99999999999d", "%d%%", "%s", "%5s", "%-5s|", "%.1s"):
        for value in (0, 42, -42, 255, 2**70):
            case("percent_int", [form, value], lambda: form % value)
    for form in ("%f", "%.2f", "%10.3f", "%-10.1f|", "%010.2f", "%+.1f", "% .1f", "%e", "%.0e", "%E", "%g", "%.3g", "%G", "%#g", "%#.0f", "%F", "%.0f", "%010f", "%-010f|", "%.f"):
        for value in (0.0, -0.0, 1.5, -2.5, 3.14159, 1e10, 1e-10, 123456789.0, float("inf"), float("-inf"), float("nan")):
            case("percent_float", [form, bits(value)], lambda: form % value)
    for form in ("%s", "%5s|", "%-5s|", "%.2s", "%5.1s|", "%r", "%a", "%8r|", "%c", "%d", "%x", "%f", "%.0s", "%%", "é%s%", "éé%y"):
        for value in ("", "a", "abc", "é'"):
            case("percent_str", [form, value], lambda: form % value)
    for template in ("", "a{{b}}", "{}{}", "{0}{1}{0}", "{!r}", "{0!a:>6}", "{:>{}}", "{0:{1}}", "{:{:}>{}}", "{", "}", "{0", "{0!", "{0!r", "{0!x}", "{0!xx}", "{!}",
                     "{0!r:", "{:", "{} {1}", "{1} {}", "{0.}", "{0[}", "{0[]}", "{0[a}", "{5}", "{0:{1:{2}}}", "{0:{}}", "{99999999999999999999}",
                     "{:{", "{:}}", "{0}}", "{{}", "{0:{{}}}", "x{0}y{1!s}z", "{a{b}", "{0!\x01}", "{0!é}"):
        case("template", [template], lambda: template.format("é", "5", "x"))


STRINGS = ["", "a", "hello world", "  lead  and trail  ", "a,b,,c", ",", "Mixed CASE words", "tab\tand\ttabs", "line\nline2\r\nline3\rend", "x\x0by\x0cz\x1ca\x1db\x1ec\x85d\u2028e\u2029f\n",
           "ünïcödé ßtraße", "ΑΣ ΣΑΣ σας", "ǆ ǅ Ǆ", "ﬁx ŉ İı", "123", "٣٤", "½²", "一二", "it's", 'say "hi"', "it's \"both\"", "\x00\x7f\x80\xa0\xad\u200b\u3000\ufeff", "😀 emoji 🎉",
           "a b c d", "aaaa", "Title Case Here", "they're bill's", "ꭰᎠ ა Ა", "don't", "A1b2", "_id", "9id", "naïve", "\u0345ͅ", "ὈΔΥΣΣΕΎΣ", "a\\b"]


def strings():
    for s in STRINGS:
        case("str_repr", [s], lambda: repr(s))
        case("str_ascii", [s], lambda: ascii(s))
        case("str_cases", [s], lambda: [s.lower(), s.upper(), s.title(), s.capitalize(), s.swapcase(), s.casefold()])
        case("str_classes", [s], lambda: [int(v) for v in (s.isalnum(), s.isalpha(), s.isascii(), s.isdecimal(), s.isdigit(), s.isidentifier(), s.islower(),
                                                           s.isnumeric(), s.isprintable(), s.isspace(), s.istitle(), s.isupper())])
        case("str_splitlines", [s], lambda: s.splitlines() + s.splitlines(True))
        case("str_strips", [s], lambda: [s.strip(), s.lstrip(), s.rstrip(), s.strip("al,f "), s.strip("")])
        for limit in (-1, 0, 1, 2):
            case("str_split_space", [s, limit], lambda: s.split(None, limit) + ["|"] + s.rsplit(None, limit))
            for separator in (",", " ", "l", "", "aa", "é"):
                case("str_split", [s, separator, limit], lambda: s.split(separator, limit) + ["|"] + s.rsplit(separator, limit))
        for needle in ("", "a", "l", "é", "world", "aa"):
            case("str_search", [s, needle], lambda: [s.find(needle), s.rfind(needle), s.count(needle), s.find(needle, 2), s.find(needle, -3, -1), s.count(needle, 1, 3),
                                                     s.rfind(needle, 50)])
            case("str_replace", [s, needle], lambda: [s.replace(needle, "<>"), s.replace(needle, "", 1), s.replace(needle, "é", 2)])
            case("str_partition", [s, needle], lambda: s.partition(needle) + s.rpartition(needle))
        case("str_pad", [s], lambda: [s.center(12, "é"), s.ljust(11, "*"), s.rjust(11), s.zfill(9), s.expandtabs(), s.expandtabs(3), s.center(7)])
        case("str_stride", [s], lambda: [s[::2], s[::-1], s[1:4], s[-3:], s[5:1:-2]])
        for encoding in ("utf-8", "ascii", "latin-1", "utf-16", "utf-16-be", "utf-32-le", "utf-8-sig"):
            for errors in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "nonsense"):
                if encoding in ("ascii", "latin-1") or errors == "strict":
                    case("encode", [s, encoding, errors], lambda: s.encode(encoding, errors).hex())
    case("encode", ["a", "klingon", "strict"], lambda: "a".encode("klingon"))
    for text in ("-5", "+12", "--1", "-", "abc"):
        case("str_pad", [text], lambda: [text.center(12, "é"), text.ljust(11, "*"), text.rjust(11), text.zfill(9), text.expandtabs(), text.expandtabs(3), text.center(7)])
    import unicodedata

    chars = [chr(c) for c in range(0x80, 0x250)] + [chr(rng.choice((rng.randrange(0x250, 0x3000), rng.randrange(0x3000, 0xD800), rng.randrange(0xF900, 0x20000)))) for _ in range(500)]
    for c in chars:
        if unicodedata.category(c) == "Cn":
            continue
        case("str_classes", [c], lambda: [int(v) for v in (c.isalnum(), c.isalpha(), c.isascii(), c.isdecimal(), c.isdigit(), c.isidentifier(), c.islower(),
                                                           c.isnumeric(), c.isprintable(), c.isspace(), c.istitle(), c.isupper())])
        if c.isalpha():
            case("str_cases", [c], lambda: [c.lower(), c.upper(), c.title(), c.capitalize(), c.swapcase(), c.casefold()])


def byte_strings():
    for data in (b"", b"abc", b"it's", b'"x"', b"it's \"\"", b"\x00\t\n\r\\\x7f\x80\xff", b"a b  c ", b"Hello World", b" x ", b"a,b,,c", b"l1\nl2\r\nl3\r", b"abcabc", b"-5", b"\x85\xa0"):
        h = data.hex()
        case("bytes_repr", [h], lambda: repr(data))
        case("bytes_cases", [h], lambda: [data.title(), data.capitalize(), data.swapcase(), data.upper(), data.lower()])
        case("bytes_classes", [h], lambda: [int(v) for v in (data.isalnum(), data.isalpha(), data.isascii(), data.isdigit(), data.islower(), data.isspace(), data.istitle(), data.isupper())])
        case("bytes_strips", [h], lambda: [data.strip(), data.lstrip(b"a-"), data.rstrip(b"c")])
        case("bytes_splitlines", [h], lambda: data.splitlines() + data.splitlines(True))
        case("bytes_pad", [h], lambda: [data.center(9, b"*"), data.ljust(8), data.rjust(8), data.zfill(6), data.expandtabs(4)])
        for limit in (-1, 0, 1):
            case("bytes_split_space", [h, limit], lambda: data.split(None, limit) + [b"|"] + data.rsplit(None, limit))
            case("bytes_split", [h, limit], lambda: data.split(b",", limit) + [b"|"] + data.rsplit(b"b", limit))
        for needle in (b"", b"b", b"bc", b"l", b"zz"):
            case("bytes_search", [h, needle.hex()], lambda: [data.find(needle), data.rfind(needle), data.count(needle)])
            case("bytes_replace", [h, needle.hex()], lambda: [data.replace(needle, b"<>"), data.replace(needle, b"", 1)])
    for data in (b"abc", b"\xff", b"a\xc3", b"\xe2\x82", b"\xe2\x28\xa1", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xf5\x80", b"\xc0\x80", b"ok\xf0\x9f\x98", b"\x00\xd8", b"\x00\xd8\x00\x00", b"\x00\xdc",
                 b"\xff\xfea\x00", b"\xfe\xff\x00a", b"\x80", b"\xff\xff\xff\xff", b"\x00\xd8\x00\x00a\x00\x00\x00", b"\xef\xbb\xbfx", b"\xff\xfe\x00\x00x\x00\x00\x00", b"\x3d\xd8\x00\xde"):
        for encoding in ("utf-8", "ascii", "latin-1", "utf-16", "utf-16-be", "utf-32", "utf-32-le", "utf-8-sig", "UTF8", "Latin_1"):
            for errors in ("strict", "ignore", "replace", "backslashreplace", "nonsense"):
                if errors == "strict" or encoding in ("utf-8", "ascii"):
                    case("decode", [data.hex(), encoding, errors], lambda: data.decode(encoding, errors))


def hashes():
    assert sys.hash_info.width == 64
    for x in FLOATS[:-1]:
        if x == x:
            case("hash_float", [bits(x)], lambda: hash(x))
            case("hash_complex", [bits(1.5), bits(x)], lambda: hash(complex(1.5, x)))
    for a in INTS + [2**61 - 1, 2**61 - 2, -(2**61), 2**122]:
        case("hash_int", [a], lambda: hash(a))


for section in [elementary, hashes] if "native" in sys.argv[1:] else (floats, integers, complexes, formats, strings, byte_strings):
    section()
