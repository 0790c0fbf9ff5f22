# re: matching, searching, substitution, splitting, and what its objects say.
import re

print(re.findall(r"\w+@\w+\.\w+", "a@b.cd, nobody, x_1@y2.org"))
print(re.match(r"(?P<year>\d{4})-(?P<month>\d\d)", "2024-05-17").groupdict())
match = re.search(r"(a+)(b)?(c*)", "xxaaacc")
print(match, match.span(), match.groups(), match.groups("-"), match.lastindex, match.regs, match[1], match.expand(r"<\1|\g<3>>"))
print(re.sub(r"\s+", " ", "a  b \n c"), re.sub("(.)(.)", r"\2\1", "abcdef"), re.sub("x*", "-", "abxd"))
print(re.sub(r"\d+", lambda match: str(int(match.group()) * 2), "3 apples, 10 pears"), re.subn("a", "b", "banana", count=2))
print(re.split(r"[,;]\s*", "a, b;c,,d"), re.split("(-)", "1-2-3", maxsplit=1), re.split("x*", "axbc"))
print([match.span() for match in re.finditer("a|", "baac")])
print(re.fullmatch("a|ab", "ab"), re.match("a*?b", "aaab").end(), re.match("(?:a|ab)(?:c|bcd)(d*)", "abcd").groups())
print(re.findall(r"(?<=-)\w+", "spam-egg"), re.findall(r"foo(?!bar)", "foobar foobaz"), re.findall(r"\b\w", "to be or"))
print(re.match(r"(\w)(\w)?(?(2)x|y)", "aby"), re.match(r"(\w)(\w)?(?(2)x|y)", "abx"), re.match(r"(['\"]).*?\1", "'it' is").group())
print(re.match(r"(?>a+)ab", "aaab"), re.match(r"a++b", "aaab").group(), re.match(r"(?:ab)*+c", "ababc").group())
print(re.findall("straße|ÄPFEL", "STRASSE äpfel Straße", re.I), re.findall(r"\w+", "naïve Ωmega 日本"), re.findall(r"(?a)\w+", "naïve"))
print(re.compile("[a-f\\d]+(?#comment)", re.I | re.M), re.compile(b"ab", re.S).flags, re.compile(r"""
    (\d+)   # number
    \s* px
""", re.VERBOSE).match("12 px").group(1))
print(re.sub(rb"(\w)\1", rb"<\1>", b"aabbc"), re.findall(b"[\x80-\xff]+", b"a\xff\xfeb"))
print(re.escape("a.b*c"), re.match("^a.c$", "a\nc", re.S), re.findall("^.", "ab\ncd", re.M), re.findall("$", "a\n"))
print(re.match(r"(a|b)*", "abab").group(1), re.match(r"((a)|b)*", "ab").groups(), re.match("(?:(a)|(b)|c)*", "abc").groups())
print(len(re.match("(?:a|b)*", "ab" * 20000).group()), re.match(r"(.*)(\d+)", "x" * 10 + "42").groups())
for pattern in ["(", "a{3,2}", "*a", r"\g", "(?P<n>a)(?P<n>b)", "[b-a]", "(?<=a*)b"]:
    try:
        re.compile(pattern)
    except re.error as error:
        print(error, error.pos)
for call in [lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.match("a", 1), lambda: re.match("(a)", "a").group(2)]:
    try:
        call()
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error)
print(re.compile("a") == re.compile("a"), re.compile("a") == re.compile("a", re.I), hash(re.compile("b")) == hash(re.compile("b")))
print([kind for kind, text in re.Scanner([(r"\d+", lambda s, t: ("int", t)), (r"\s+", None), (r"\w+", lambda s, t: ("name", t))]).scan("x1 22 y")[0]])
