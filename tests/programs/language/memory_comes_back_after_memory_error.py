"""What was too large is gone once MemoryError was caught, also the values that were on the way to it."""


def too_long():
    return "a" * 10**9 * 10**9


def held():
    text = "a" * 10**9
    return [text] * 10**15


for attempt in [too_long, held, lambda: [0] * 10**15, lambda: bytearray(10**15), lambda: list(range(10**15))]:
    try:
        attempt()
    except MemoryError as error:
        print(type(error).__name__)
print(len("b" * 1000), sum([1] * 1000))

items = []
try:
    while True:
        items.append("x" * 10**6 + str(len(items)))
        if len(items) > 2000:
            raise MemoryError("enough")
except MemoryError:
    print("caught in the loop", len(items) > 10)
