"""Writes src/text/unicode/tables.rs from the `unicodedata` of the CPython 3.14 that runs it.

Usage: python3.14 tests/text/unicode_tables.py > src/text/unicode/tables.rs
"""

import sys
import unicodedata

SURROGATES = range(0xD800, 0xE000)
CHARS = [chr(c) for c in range(sys.maxunicode + 1) if c not in SURROGATES]


def edges(predicate):
    """The code points at which membership changes, beginning with the first member."""
    result, inside = [], False
    for code in range(sys.maxunicode + 1):
        member = code not in SURROGATES and predicate(chr(code))
        if member != inside:
            result.append(code)
            inside = member
    return result


def is_number(c):
    return unicodedata.category(c) in ("Nd", "Nl", "No")


def title_exceptions():
    return [(c, c.title()) for c in CHARS if c.title() != c.upper() and not "ა" <= c <= "ჿ"]


def fold_exceptions():
    return [(c, c.casefold()) for c in CHARS if c.casefold() != (c.upper() if is_cherokee(c) else c.upper().lower())]


def is_cherokee(c):
    return "Ꭰ" <= c <= "᏿" or "ꭰ" <= c <= "ꮿ"


def wrap(items):
    line = "   "
    for item in items:
        if len(line) + len(item) > 98:
            print(line)
            line = "   "
        line += f" {item},"
    print(line)


def escape(text):
    return "".join(f"\\u{{{ord(c):x}}}" for c in text)


def numbers(name, doc, values):
    print(f"\n/// {doc}\npub static {name}: [u32; {len(values)}] = [")
    wrap([hex(value) for value in values])
    print("];")


def mappings(name, doc, pairs):
    print(f"\n/// {doc}\npub static {name}: [(char, &str); {len(pairs)}] = [")
    wrap([f"('{escape(c)}', \"{escape(text)}\")" for c, text in pairs])
    print("];")


print("//! Unicode properties that Rust's standard library lacks; written by `tests/text/unicode_tables.py`.")
print(f"//!\n//! Unicode {unicodedata.unidata_version}. Sets are the code points at which membership changes.")
numbers("LETTERS", "`str.isalpha`: the categories L.", edges(str.isalpha))
numbers("ZEROS", "The zeros of the decimal digits: each is followed by its one to nine.",
        [ord(c) for c in CHARS if unicodedata.decimal(c, None) == 0])
numbers("DIGITS", "`str.isdigit` without being decimal.", edges(lambda c: c.isdigit() and not c.isdecimal()))
numbers("NUMERALS", "`str.isnumeric` without being of a category N.", edges(lambda c: c.isnumeric() and not is_number(c)))
mappings("TITLES", "Title case where it is not upper case, apart from Georgian's letters, which keep theirs.", title_exceptions())
mappings("FOLDS", "`str.casefold` where it is not upper case lowered, apart from Cherokee's, which is upper case.", fold_exceptions())
assert all(c.isnumeric() for c in CHARS if is_number(c))
