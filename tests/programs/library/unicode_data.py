# unicodedata: properties of characters and normal forms.
import unicodedata

for char in ("a", "Ä", "ß", " ", "5", "½", "٣", "Ⅷ", "²", "€", "\n", "́", "漢", "가", "😀", "ﬁ", "Å", "\u200f", "(", "\U000e0001"):
    print(ascii(char), unicodedata.category(char), unicodedata.bidirectional(char), unicodedata.combining(char), unicodedata.east_asian_width(char),
          unicodedata.mirrored(char), unicodedata.decomposition(char), unicodedata.decimal(char, None), unicodedata.digit(char, None), unicodedata.numeric(char, None))
texts = ("Ångström", "A\u030angstro\u0308m", "ﬁ ² ½ ①", "각", "\u1100\u1161\u11a8", "q\u0307\u0323", "q\u0323\u0307", "ế", "\u2126", "ﷺ"[:1], "plain")
for text in texts:
    print(*[ascii(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")], unicodedata.is_normalized("NFC", text))
plain = "".join(char for char in unicodedata.normalize("NFD", "Crème Brûlée à la façon") if unicodedata.category(char) != "Mn")
print(plain, unicodedata.lookup("GREEK SMALL LETTER ALPHA"))
for attempt in (lambda: unicodedata.category("ab"), lambda: unicodedata.digit("x"), lambda: unicodedata.decimal("²"), lambda: unicodedata.numeric("x"), lambda: unicodedata.normalize("X", "ä")):
    try:
        attempt()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
