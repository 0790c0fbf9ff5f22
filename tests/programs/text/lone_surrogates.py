"""A str may hold surrogates that belong to no pair; bytes that are no text survive a round trip as such."""

import json
import pickle
import re

word = "a\ud800b"
print(len(word), ord(word[1]) == 0xD800, chr(0xDFFF) == "\udfff", repr(word), ascii(word))
print(f"{word!r}\udfff".encode("utf-8", "surrogatepass"), r"\ud800", "\ufffd\ud800" == "\N{REPLACEMENT CHARACTER}" + chr(0xD800))

for encoding in "utf-8", "utf-16", "utf-32-be", "ascii", "latin-1":
    for errors in "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass":
        try:
            print(encoding, errors, word.encode(encoding, errors))
        except UnicodeEncodeError as error:
            print(encoding, errors, error)

data = b"caf\xe9 \xff\x80!"
text = data.decode("utf-8", "surrogateescape")
print(ascii(text), text.encode("utf-8", "surrogateescape") == data)
print(ascii(b"x\xed\xa0\x80y".decode("utf-8", "surrogatepass")), ascii(b"\0\xd8a\0".decode("utf-16-le", "surrogatepass")))
try:
    b"\xed\xa0\x80".decode()
except UnicodeDecodeError as error:
    print(error)

pair = chr(0xD83D) + chr(0xDE00)
print(len(pair), pair.encode("utf-16", "surrogatepass").decode("utf-16"), json.loads(r'"\ud83d\ude00"'))
print(json.dumps(word), json.loads(json.dumps(word)) == word, pickle.loads(pickle.dumps(word)) == word)
print([ascii(found) for found in re.findall("[\ud800-\udbff]", word)], re.sub("\ud800", "-", word))
print({word: 1}["a" + chr(0xD800) + "b"], word.upper() == "A\ud800B", word.isprintable(), word.isalpha())
print(word.translate({0xD800: "?"}), "%c" % 0xDC00 == "\udc00", "{:c}".format(0xD800) == "\ud800")
try:
    print(word)
except UnicodeEncodeError as error:
    print(error)
