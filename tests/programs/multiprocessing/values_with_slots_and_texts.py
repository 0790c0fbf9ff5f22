"""Objects whose classes have slots, and structures with texts in them, come to other processes whole."""
import ctypes
import multiprocessing


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Named(Point):
    """Has a dictionary beside the slots."""

    def __init__(self, name, x, y):
        super().__init__(x, y)
        self.name = name


class Record(ctypes.Structure):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char * 8), ("score", ctypes.c_double)]


def mirror(point):
    point.x, point.y = point.y, point.x
    return point


def rename(record):
    print(record.number, record.name, record.score, flush=True)
    record.name = b"after"
    record.score *= 2


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        for point in pool.map(mirror, [Point(1, 2), Named("corner", 3, 4)]):
            print(type(point).__name__, point.x, point.y, getattr(point, "name", None))

    record = multiprocessing.Value(Record, 7, b"before", 1.5)
    child = multiprocessing.Process(target=rename, args=(record,))
    child.start()
    child.join()
    print(record.number, record.name, record.score)
    try:
        record.name = b"much too long"
    except ValueError as error:
        print(error)
