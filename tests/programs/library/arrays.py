"""`array.array`: numbers of one type, which other objects see as bytes."""

import copy
import pickle
import struct
from array import array

numbers = array("i", [3, 1, 2])
numbers.append(5)
numbers.extend([8, 9])
numbers.extend(array("i", [7]))
print(numbers, len(numbers), numbers[0], numbers[-1], numbers[1:4], numbers[::-2], numbers.itemsize, numbers.typecode)
numbers[0] = 30
numbers[1:3] = array("i", [0, 0, 0])
del numbers[-1], numbers[:1]
numbers.insert(1, 11)
print(numbers.tolist(), numbers.pop(), numbers.pop(0), numbers.index(11), numbers.count(0), 11 in numbers, 12 in numbers)
numbers.remove(0)
numbers.reverse()
print(numbers, numbers + array("i", [1]), numbers * 2, sorted(numbers), sum(numbers), max(numbers), list(map(str, numbers)))
numbers += array("i", [4])
numbers *= 2
print(numbers == array("i", numbers), numbers == array("d", numbers), array("b", [1, 2]) < array("b", [1, 3]), numbers == [1])
print(array("d", range(3)), array("f", [0.1]), array("u", "héllo"), array("u", "hé").tounicode(), array("B"), array("Q", [2**64 - 1]))
print(array("h", [1, -2]).tobytes(), array("h", b"\1\0\2\0"), bytes(array("B", [65, 66])), array("B", b"xyz").tolist())
swapped = array("H", [1, 256])
swapped.byteswap()
print(swapped, copy.copy(swapped) == swapped, copy.deepcopy(swapped) is swapped, [pickle.loads(pickle.dumps(swapped, n)) for n in (0, 2, 5)])
view = memoryview(numbers)
view[0] = 99
print(numbers[0], view.format, view.itemsize, view.nbytes == 4 * len(numbers), view[1:3].tolist(), view.tolist() == numbers.tolist())
target = array("B", bytes(8))
struct.pack_into("<HH", target, 2, 258, 772)
print(target, struct.unpack("<4xHxx", target), hash(memoryview(b"ab")) == hash(b"ab"))


class Index:
    def __index__(self):
        return 2


numbers[Index()] = Index()
print(numbers[Index()], struct.pack("b?", Index(), [0]), sum(1 for _ in array("d", [1, 2])))
for attempt in (lambda: array("b", [200]), lambda: array("B", [-1]), lambda: array("x"), lambda: array("i", "text"), lambda: numbers[100],
                lambda: array("i", [1.5]), lambda: array("i", b"abc"), lambda: numbers.remove(12345), lambda: array("u", [3]),
                lambda: numbers + [1], lambda: array("d", ["x"]), lambda: array("i").pop()):
    try:
        print(attempt())
    except (OverflowError, ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
