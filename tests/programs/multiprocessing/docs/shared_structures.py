# Numbers, text and records that a child changes in shared memory.
from ctypes import Structure, c_double
from multiprocessing import Lock, Process
from multiprocessing.sharedctypes import Array, Value


class Spot(Structure):
    _fields_ = [("x", c_double), ("y", c_double)]


def change(count, ratio, text, spots):
    count.value *= 6
    ratio.value /= 4
    text.value = text.value.upper()
    for spot in spots:
        spot.x, spot.y = spot.y * 2, spot.x / 2


if __name__ == "__main__":
    lock = Lock()
    count = Value("i", 7)
    ratio = Value(c_double, 1.0, lock=False)
    text = Array("c", b"shared text", lock=lock)
    spots = Array(Spot, [(1.5, -6.25), (-5.75, 2.0)], lock=lock)
    process = Process(target=change, args=(count, ratio, text, spots))
    process.start()
    process.join()
    print(count.value)
    print(ratio.value)
    print(text.value)
    print([(spot.x, spot.y) for spot in spots])
