"""What wrong calls of pools, shared values, queues and processes raise."""
import multiprocessing
import multiprocessing.connection


def add(one, other):
    return one + other


def show(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


if __name__ == "__main__":
    with multiprocessing.Pool(1) as pool:
        show(pool.apply, add, 5)
        show(pool.starmap, add, [[1, 2], (3, 4), "ab"])
        show(pool.starmap, add, [5])
        show(pool.map, add, 5)
        show(pool.map, add, [1, 2], -1)
        show(next, pool.imap(add, 5))
        show(pool.imap, add, [1], 0)
    show(pool.apply, add, (1, 2))
    show(multiprocessing.Pool, 0)
    show(multiprocessing.Pool, 1, initializer=5)

    show(multiprocessing.Value, int, 5)
    show(multiprocessing.Array, int, 5)
    show(multiprocessing.Array, "i", 1.5)
    show(multiprocessing.Value, "i", 1, 2)
    show(multiprocessing.Value, "i", "3")
    show(multiprocessing.Semaphore, -1)

    show(multiprocessing.Process, target=add, args=1)
    show(multiprocessing.Process, "group")
    show(multiprocessing.Process().join)

    reader, writer = multiprocessing.Pipe(duplex=False)
    show(reader.send, 1)
    show(writer.recv)
    show(writer.send_bytes, "text")
    show(multiprocessing.connection.wait, [3.5])

    numbers = multiprocessing.Queue()
    numbers.close()
    try:
        numbers.put(1)
    except ValueError as error:
        print(str(error).rpartition(" ")[2])
