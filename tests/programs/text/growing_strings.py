# Strings that are built step by step: what shares memory inside must not show outside.
def grown(count, piece):
    text = ""
    for number in range(count):
        text += piece + str(number)
    return text


plain = grown(200, "-")
print(len(plain), plain[:20], plain[-12:])

# Two continuations of one string, in either order, and the string itself.
start = grown(60, "ab")
left = start + "LEFT"
right = start + "RIGHT"
again = left + right
print(left[len(start):], right[len(start):], start == left[:len(start)], len(again) == len(left) + len(right))
print(again.count("LEFT"), again.count("RIGHT"), again.startswith(start), again.endswith("RIGHT"))

# A string added to itself, and to a part of itself.
double = start
for _ in range(4):
    double += double
print(len(double) // len(start), double.count(start))
double += double[:5]
print(double[-7:])

# Every intermediate string keeps its text, length and hash.
steps, text = [], "x" * 100
for number in range(40):
    text += chr(ord("a") + number % 26)
    steps.append(text)
print([len(step) for step in steps[::13]], all(step == ("x" * 100 + "abcdefghijklmnopqrstuvwxyz" * 2)[:len(step)] for step in steps))
table = {step: len(step) for step in steps}
print(table[("x" * 100 + "abcdefghijklmnopqrstuvwxyz" * 2)[:117]], len(table))

# Beyond ASCII, lengths count characters.
wide = "é" * 70
for _ in range(3):
    wide += "ü" + wide[:2]
print(len(wide), wide[70], wide[-3:], wide.encode()[-4:], wide.isascii())

# Around the sizes at which storage changes.
for size in (0, 1, 21, 22, 23, 127, 128, 129, 1023, 1025):
    text = "y" * size
    assert text + "z" == "y" * size + "z" and len(text + "z") == size + 1, size
    assert (text + "z")[:-1] == text and hash((text + "z")[:-1]) == hash(text), size
print("sizes agree")

for text, start, stop in (("hello", 1, 3), ("hello", -3, None), ("hello", None, -9), ("hello", 4, 2), ("hello", 9, 12), ("héllo", 1, 3), ("", 0, 5)):
    print(repr(text[start:stop]), list(text)[start:stop], tuple(text)[start:stop])
print("hello"[-1], "hello"[True], "héllo"[1], [1, 2, 3][-3], b"abc"[-1], bytearray(b"abc")[1])
for bad in (5, -6, 1 << 70, "1", 1.0, None):
    try:
        "hello"[bad]
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)

for number in (0, 7, -7, 10, 99, 100, 12345, -(10**9), 10**9 - 1, 10**18, 2**63 - 1, -(2**63), 2**63):
    print(str(number), f"{number}", repr(number), hex(number), oct(number), bin(number)[-9:], "%d|%x" % (number, number))
print("42".zfill(5), "-42".zfill(5), "+".zfill(3), "".zfill(2), "long".zfill(2), "Straße".upper(), "ABC".lower(), "ÄB".lower())
