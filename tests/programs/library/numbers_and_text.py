# decimal, fractions, textwrap, difflib, pprint, html, urllib.parse, ipaddress, uuid, colorsys and others.
import colorsys
import difflib
import fractions
import html
import ipaddress
import keyword
import linecache
import mimetypes
import pprint
import reprlib
import sched
import secrets
import textwrap
import time
import timeit
import urllib.parse
import uuid
from decimal import Decimal, ROUND_HALF_UP, getcontext, localcontext
from fractions import Fraction

print(Decimal("0.1") + Decimal("0.2"), Decimal(1) / Decimal(3), Decimal("2").sqrt(), Decimal("1.005").quantize(Decimal("0.01"), ROUND_HALF_UP), Decimal("1E+3"), -Decimal("5.50").normalize())
with localcontext() as context:
    context.prec = 5
    print(Decimal(1) / Decimal(7), Decimal("123456789") * 1)
print(getcontext().prec, Decimal("3.14").as_tuple(), Decimal(0.1) == 0.1, round(Decimal("2.675"), 2), int(Decimal("7.9")), max(Decimal(1), Decimal("1.5")), f"{Decimal('1234567.891'):,.2f}", sum([Decimal("0.1")] * 10))
print(Fraction(3, 6), Fraction("0.125") + 1, Fraction(1, 3) ** 2, Fraction(0.5), fractions.Fraction(22, 7).limit_denominator(5), Fraction(7, 2) // 1, float(Fraction(1, 8)), Fraction(1, 3) < 0.34, repr(Fraction(-1, 2)))
print(textwrap.fill("The quick brown fox jumps over the lazy dog. " * 2, 30), textwrap.dedent("    a\n      b\n"), textwrap.shorten("hello big world", 12), textwrap.indent("x\ny", "> "), sep="\n")
print("\n".join(difflib.unified_diff("one\ntwo\nthree".split(), "one\n2\nthree".split(), "a", "b", lineterm="")), difflib.get_close_matches("appel", ["ape", "apple", "peach"]), round(difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), 3))
print(*difflib.ndiff(["a\n", "b\n"], ["a\n", "c\n"]), sep="")
pprint.pprint({"name": "x" * 30, "numbers": list(range(20)), "nested": {"k": [1, 2, {"deep": None}]}}, width=50)
print(pprint.pformat([[1, 2], ["a" * 40, "b" * 40]], width=60), reprlib.repr(list(range(100))))
print(html.escape("<a href=\"x\">&'"), html.unescape("&lt;&eacute;&#8364;&amp;"))
parts = urllib.parse.urlsplit("https://user@example.com:8080/a/b;p?q=1&r=a%20b#frag")
print(parts.hostname, parts.port, parts.path, urllib.parse.parse_qs(parts.query), urllib.parse.urlencode({"a": "x y", "b": [1, 2]}, doseq=True), urllib.parse.quote("ä /?"), urllib.parse.unquote("%C3%A4+"), urllib.parse.urljoin("http://h/a/b", "../c"))
network = ipaddress.ip_network("192.168.1.0/30")
print([str(host) for host in network.hosts()], network.netmask, ipaddress.ip_address("10.0.0.1") in ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_address("::1").is_loopback, ipaddress.ip_address("1.2.3.4") + 1)
print(uuid.UUID("12345678123456781234567812345678"), uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "x"), uuid.uuid4().version, len({uuid.uuid4() for _ in range(10)}))
print([round(part, 3) for part in colorsys.rgb_to_hsv(0.2, 0.4, 0.4)], colorsys.hls_to_rgb(0.5, 0.5, 1.0), keyword.iskeyword("match"), keyword.iskeyword("for"))
print(len(secrets.token_hex(8)), len(secrets.token_bytes(5)), secrets.choice([7]), secrets.randbelow(1), secrets.compare_digest("a", "a"), mimetypes.guess_type("page.html"), mimetypes.guess_type("x.png")[0])
events = []
scheduler = sched.scheduler(time.monotonic, time.sleep)
scheduler.enter(0.02, 1, events.append, ("later",))
scheduler.enter(0.01, 1, events.append, ("sooner",))
scheduler.run()
print(events, timeit.timeit("x = 1", number=10) >= 0)
with open("numbers_and_text.tmp", "w") as file:
    file.write("first\nsecond\n")
print(repr(linecache.getline("numbers_and_text.tmp", 2)), repr(linecache.getline("numbers_and_text.tmp", 9)))
