# A block of bytes that others find by its name.
from array import array
from multiprocessing import shared_memory

if __name__ == "__main__":
    block = shared_memory.SharedMemory(create=True, size=10)
    print(len(block.buf), block.buf.itemsize)
    block.buf[:4] = bytearray([22, 33, 44, 55])
    block.buf[4] = 100
    other = shared_memory.SharedMemory(block.name)
    print(array("b", other.buf[:5]))
    other.buf[:5] = b"hello"
    print(bytes(block.buf[:5]))
    other.close()
    block.close()
    block.unlink()
    try:
        shared_memory.SharedMemory("there is none of this name")
    except FileNotFoundError as error:
        print(type(error).__name__)
