"""The names that Unicode has for characters, and the characters of names."""
import unicodedata

for character in "aÄ€ α中가😀":
    name = unicodedata.name(character)
    print(ascii(character), name, unicodedata.lookup(name) == character)
print(unicodedata.lookup("bullet"), unicodedata.name("\n", "unnamed"))
for call in [lambda: unicodedata.name("\n"), lambda: unicodedata.lookup("NO SUCH NAME"), lambda: unicodedata.name("ab")]:
    try:
        call()
    except (ValueError, KeyError, TypeError) as error:
        print(type(error).__name__, error)
