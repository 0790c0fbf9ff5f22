# Objects, bytes and arrays through a pipe whose ends are both here.
from array import array
from multiprocessing import Pipe

if __name__ == "__main__":
    a, b = Pipe()
    a.send([1, "hi", None])
    print(b.recv())
    b.send_bytes(b"many thanks")
    print(a.recv_bytes())
    numbers = array("i", range(4))
    room = array("i", [0] * 8)
    a.send_bytes(numbers)
    count = b.recv_bytes_into(room)
    print(count == len(numbers) * numbers.itemsize)
    print(room)
    print(a.poll(), b.poll(0.01))
