# The methods of str and bytes, slices, and comparison.
s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.capitalize(), s.casefold(), s[::-1], s[2:5], s[-5:], s[::3], s[10:2:-2])
print(s.find("o"), s.rfind("o"), s.find("z"), s.index("W"), s.count("l"), s.startswith(("x", "He")), s.endswith("ld"), "lo" in s, "" in s)
print(s.replace("l", "L", 2), s.split(", "), "a b  c".split(), "a,b,,c".split(","), "a,b,c".rsplit(",", 1), " x ".strip(), "xxaxx".strip("x"), "--a".lstrip("-"))
print("one\ntwo\r\nthree".splitlines(), "k=v=w".partition("="), "k=v=w".rpartition("="), "-".join("abc"), "ab".center(6, "."), "ab".ljust(4) + "|", "7".zfill(3), "-7".zfill(4))
print("abc".isalpha(), "12".isdigit(), "a1".isalnum(), " ".isspace(), "Ab".isupper(), "ab".islower(), "Title Case".istitle(), "x1".isidentifier(), "½".isnumeric())
print("tab\tx".expandtabs(4), "abc".translate(str.maketrans("ab", "xy", "c")), "prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"), "äß".upper(), "İ".lower() == "i̇")
print("a" < "b", "Z" < "a", "abc" < "abcd", "é" > "z", min("hello"), sorted("hello"), list("añ😀"), len("añ😀"), "😀"[0], ord("😀"), chr(128512))
print("ab" * 3, 0 * "x", "a" "b", "x" in "xyz", s == "Hello, World", "%s" % s, hash("a") == hash("a"))
print("{:>10}|{:<6}|{:^7}|".format("r", "l", "c"), "a".encode(), "é".encode("utf-8"), b"\xc3\xa9".decode(), "é".encode("latin-1"), "x".encode().hex())
b = b"bytes \x00\xff"
print(b, b[0], b[1:3], len(b), b.upper(), b.split(), b"a" + b"b", b"x" * 3, list(b"ab"), bytes(3), bytes([65, 66]), bytes("é", "utf-8"), b"ab" in b"cabd")
print(b.find(b"t"), b.replace(b"b", b"B"), b.hex(), bytes.fromhex("00ff"), b"a,b".split(b","), b" x ".strip(), b"ab" < b"b", b.startswith(b"by"), b"%d-%s" % (5, b"x"))
a = bytearray(b"abc")
a[0] = 122
a.append(33)
a += b"?"
print(a, bytes(a), a[1:3], len(a), a.pop(), a.decode())
for wrong in (lambda: b"a" + "b", lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: s[99], lambda: "".join(5)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__ + ":", error)
print("x".join(["1"]), "".join([]), "a-b_c".replace("-", "").replace("_", ""), "aaa".replace("a", "b", -1), "".split(), "".split(","), "abc"[1:1] == "")
print("é" == "\u00e9", "e\u0301" == "é", "\u0660".isdigit(), int("\u0663"), "straße".casefold(), "ǆ".title(), "ΑΣ".lower())
print("Line %d of %d" % (1, 2), "first second".title(), "they're".title(), "a\\b", 'q"q', "new\\nline")
