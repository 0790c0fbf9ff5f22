# The buffer of shared memory is a memoryview: parts, other formats, and why it cannot be closed.
import io
import struct
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def fill(name):
    memory = SharedMemory(name)
    struct.pack_into("<i", memory.buf, 12, 77)
    with memory.buf[:3] as part:
        part[:] = b"abc"
        part[-1] = ord("z")
    memory.close()


if __name__ == "__main__":
    memory = SharedMemory(create=True, size=16)
    process = Process(target=fill, args=(memory.name,))
    process.start()
    process.join()
    buffer = memory.buf
    print(type(buffer), len(buffer), buffer.format, buffer.itemsize, buffer.readonly, buffer.shape)
    print(bytes(buffer[:4]), struct.unpack_from("<i", buffer, 12), int.from_bytes(buffer[12:], "little"))
    print(buffer[:3] == b"abz", buffer[0], buffer[-4], list(buffer[:3]), buffer[:3].hex())
    words = buffer[8:].cast("i")
    words[0] = -1
    print(words.tolist(), buffer[8:12].tobytes(), words.nbytes)
    file = io.BytesIO()
    file.write(buffer[:3])
    copy = bytearray(b"....")
    copy[1:3] = buffer[:2]
    print(file.getvalue(), copy, b"-".join([buffer[:1], b"x"]), bytearray(buffer[:2]))
    for wrong in (lambda: buffer.__setitem__(0, 256), lambda: buffer.__setitem__(0, "a"), lambda: buffer[16],
                  lambda: buffer.__setitem__(slice(0, 2), b"abc"), lambda: hash(buffer)):
        try:
            wrong()
        except Exception as error:
            print(type(error).__name__, error)
    try:
        memory.close()
    except BufferError as error:
        print(error)
    print(memory.buf, words[1])
    words.release()
    memory.close()
    try:
        buffer[0]
    except ValueError as error:
        print(error)
    memory.unlink()
