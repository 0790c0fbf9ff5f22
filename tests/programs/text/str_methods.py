# What strings can do.
s = "Hello, World"
print(s.lower(), s.upper(), s.title(), s.swapcase(), s.capitalize(), s.casefold())
print(s.find("o"), s.rfind("o"), s.find("z"), s.index("W"), s.count("l"), s.count("l", 4), s.find("o", 5, 8), s.startswith("Hell"), s.endswith(("x", "ld")))
print(s.replace("l", "L"), s.replace("l", "L", 1), s.split(", "), "a b  c".split(), "a,b,,c".split(","), "a,b,c".rsplit(",", 1), " a b ".split(None, 1))
print("a\nb\r\nc".splitlines(), "a\nb\n".splitlines(True), "k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="))
print("  x ".strip() + "|", "  x ".lstrip() + "|", "  x ".rstrip() + "|", "xxaxx".strip("x"), "abc".removeprefix("a"), "abc".removesuffix("bc"))
print("ab".center(7, "*"), "ab".ljust(5) + "|", "ab".rjust(5), "-42".zfill(6), "a\tb".expandtabs(4), ",".join(["a", "b", "c"]), "-".join("xyz"), "".join(str(i) for i in range(5)))
print("abc".isalpha(), "a1".isalnum(), "12".isdigit(), "½".isnumeric(), "AB".isupper(), "ab".islower(), " \t".isspace(), "Ab Cd".istitle(), "x_1".isidentifier(), "é".isascii(), "a\n".isprintable(), "٣".isdecimal())
print(s[0], s[-1], s[2:5], s[::-1], s[::2], s[7:], s[:-7], s[100:], "naïve"[2], "naïve"[1:4], "😀é"[::-1], len("naïve😀"))
print("ab" + "cd", "ab" * 3, 3 * "ab", "" * 5, "ab" * -1, "a" in "abc", "z" in "abc", "" in "abc", "a" < "b", "a" < "B", "abc" == "abc", "é" > "z", "a" != "b")
print(repr("it's"), repr('say "hi"'), repr("\n\t\\\x00\x7fé\u200b😀"), ascii("é😀\x80"), str(None), str(True), str(1.5), str([1, "a"]), str(b"x"), str(b"caf\xc3\xa9", "utf-8"))
print([ch for ch in "aé😀"], list("abc"), sorted("hello"), max("hello"), "straße".upper(), "ΑΣ".lower(), "ǆ".title(), "ﬁ".upper())
print("abc".translate(str.maketrans("abc", "xyz")), "abc".translate({97: None, 98: "BB"}), "abc".translate(str.maketrans({"a": "1", "b": 50})), "hello".translate(str.maketrans("l", "L", "o")))
print("é".encode(), "é".encode("latin-1"), "aé".encode("ascii", "ignore"), "aé".encode("ascii", "replace"), "aé".encode("ascii", "xmlcharrefreplace"), "a".encode("utf-16"), "é".encode("ascii", "backslashreplace"))
print(hash("abc") == hash("abc"), "a".__add__("b"), str.upper("x"), "abc".__len__(), "abc".__contains__("b"), type("x"), isinstance("x", str))
print("{} {}".format(1, "a"), "{1} {0}".format(1, 2), "{a} {b}".format(a=1, b=2), "{0[1]} {0[0]}".format([1, 2]), "{d[k]}".format(d={"k": 5}), "{!r} {!s} {!a}".format("é", "é", "é"))
print("{:>5}|{:<5}|{:^5}|{:*^7}|{:05d}|{:+}|{:,}|{:.2f}|{:x}|{:#b}|{:e}|{:%}".format(1, 2, 3, 4, 5, 6, 7000000, 8.123, 255, 5, 12345.678, 0.25))
print("{:{}}|{:{w}.{p}f}".format("x", 5, 3.14159, w=8, p=2), "{{}}".format(), "{0.real}".format(5), "{x}".format_map({"x": 1}), "{0.imag} {1.numerator}".format(2j, 3))


class Text(str):
    def __repr__(self):
        return "Text!"


t = Text("abc")
print(t, repr(t), t + "d", type(t + "d") is str, t.upper(), t == "abc", {t: 1}["abc"], [t], "%s %r" % (t, t), f"{t} {t!r} {t:>5}", t[1], len(t), Text(5), "-".join([t, t]), "x" in t)


class Named:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return "<" + self.name + ">"

    def __repr__(self):
        return "Named(" + repr(self.name) + ")"

    def __format__(self, spec):
        return "formatted " + self.name + " as " + repr(spec)


n = Named("N")
print(str(n), repr(n), f"{n}", f"{n!s:>6}", f"{n:abc}", "{} {!r} {:x}".format(n, n, n), "%s|%r|%10s" % (n, n, n), "{0.name}".format(n), "{n.name!r}".format(n=n), str([n]))


class Missing(dict):
    def __missing__(self, key):
        return "<" + key + ">"


print("{a} {b}".format_map(Missing(a=1)), "%(a)s" % {"a": 1}, "%(a)s %(b)s" % Missing(a=1))
print("%d %5d|%-5d|%05d %x %X %#x %o %e %.2f %g %c %c %s %r %a %%" % (1, 2, 3, 4, 255, 255, 255, 8, 1.5, 2.345, 1e10, "x", 65, "s", "r", "é"))
print("%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), "%s" % (1,), "%s %s" % ("a", [1]), "%d" % 3.9, "%s" % None, "%i" % True)


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ":", error)


for bad in (
    lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * 1.5, lambda: "a" - "b", lambda: "a"[5], lambda: "a"["b"], lambda: "a" < 1, lambda: 1 in "a",
    lambda: "a".index("b"), lambda: "a".split(""), lambda: "a".join([1]), lambda: "a".join(5), lambda: "a".center(5, "ab"), lambda: "a".foo, lambda: "é".encode("ascii"),
    lambda: "a".encode("klingon"), lambda: "{}".format(), lambda: "{a}".format(), lambda: "{".format(), lambda: "{0} {}".format(1, 2), lambda: "{:d}".format("x"), lambda: "%d" % "x", lambda: "%d %d" % 1,
    lambda: "%d" % (1, 2), lambda: "%y" % 1, lambda: "%(a)s" % 1, lambda: "%x" % 1.5, lambda: "%c" % "ab", lambda: "abc".replace("a"), lambda: "a".startswith(1), lambda: str(b"\xff", "utf-8"), lambda: "a".strip(1),
    lambda: format("a", "d"), lambda: f"{'a':=5}", lambda: f"{n.missing}", lambda: "a".zfill("b"), lambda: "a".upper(1), lambda: str.upper(1), lambda: int("é"), lambda: f"{[]:>5}", lambda: f"{None:5}",
):
    attempt(bad)
