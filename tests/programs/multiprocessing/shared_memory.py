# SharedMemory and ShareableList: found by name in any process, kept until unlinked.
from multiprocessing import Process
from multiprocessing.shared_memory import ShareableList, SharedMemory


def change(name, items):
    block = SharedMemory(name)
    block.buf[:5] = b"howdy"
    block.buf[9] = 200
    block.close()
    items[1] += 0.5
    items[3] = "changed"
    items.shm.close()


def refused(action):
    try:
        action()
    except (OSError, ValueError, IndexError, TypeError) as error:
        print(type(error).__name__, str(error).replace(block.name, "NAME"))


if __name__ == "__main__":
    block = SharedMemory(create=True, size=10)
    items = ShareableList(["text", 1.5, -(2 ** 40), "12345678", None, True, b"raw"])
    print(len(block.buf), block.size, bytes(block.buf), block.name.startswith("psm_"))
    p = Process(target=change, args=(block.name, items))
    p.start()
    p.join()
    print(p.exitcode, bytes(block.buf[:5]), block.buf[9], block.buf[5:9].tolist())
    print(list(items), len(items), items.count(None), items.index("text"))

    other = SharedMemory(name=block.name)
    other.buf[:4] = bytearray([22, 33, 44, 55])
    other.buf[4] = 100
    print(list(block.buf[:5]), bytes(block.buf[::3]), block.buf[-1])
    numbers = SharedMemory(create=True, size=16)
    view = numbers.buf.cast("i")
    view[0], view[3] = -7, 2 ** 31 - 1
    print(list(view), len(view))
    view.release()

    def longer():
        block.buf[:2] = b"abc"

    def too_long():
        items[0] = "much longer than it was"

    refused(longer)
    refused(too_long)
    refused(lambda: items[9])
    refused(lambda: block.buf[10])
    refused(lambda: SharedMemory(block.name, create=True, size=1))
    refused(lambda: SharedMemory(create=True))
    refused(lambda: SharedMemory())
    other.close()
    print(other.buf)
    for one in (block, numbers, items.shm):
        one.close()
        one.unlink()
    refused(lambda: SharedMemory(block.name))
