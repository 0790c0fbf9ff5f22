# A list in shared memory keeps its length, and each item its room.
import struct
from multiprocessing.shared_memory import ShareableList

items = ShareableList([1, 2.5, "abc", None, True, b"xy"])
print(list(items), len(items), items.count(1), items.index("abc"))
for change in (
    lambda: items.index("q"),
    lambda: items[9],
    lambda: items.__setitem__(9, 1),
    lambda: items.__setitem__(2, "too long for this slot"),
    lambda: ShareableList([[1], [2]]),
    lambda: items.__setitem__(0, type("Count", (int,), {})(5)),
    lambda: items.__setitem__(0, 2**70),
):
    try:
        change()
    except (ValueError, IndexError, KeyError, struct.error) as error:
        print(type(error).__name__, error)
items[2] = "xyz"
items[0] = 99
print(list(items), items.format)
items.shm.close()
items.shm.unlink()
