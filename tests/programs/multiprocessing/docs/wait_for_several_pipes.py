# One reader waits for four writers, and sees each one's end.
from multiprocessing import Pipe, Process, current_process
from multiprocessing.connection import wait


def write(connection):
    for number in range(5):
        connection.send((number, current_process().name))
    connection.close()


if __name__ == "__main__":
    readers = []
    for number in range(4):
        reader, writer = Pipe(duplex=False)
        readers.append(reader)
        Process(target=write, args=(writer,), name=f"writer {number}").start()
        # Closed here, so that the child has the only one.
        writer.close()
    received = {}
    while readers:
        for reader in wait(readers):
            try:
                number, name = reader.recv()
            except EOFError:
                readers.remove(reader)
            else:
                received.setdefault(name, []).append(number)
    for name in sorted(received):
        print(name, received[name])
