"""An end of a pipe that nobody has any more is closed: the other end then finds the end of what was sent."""
import multiprocessing


def receive_all(connection):
    while True:
        try:
            print("received", connection.recv(), flush=True)
        except EOFError:
            print("no more", flush=True)
            break


def send_two():
    reader, writer = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(target=receive_all, args=(reader,))
    child.start()
    writer.send(1)
    writer.send(2)
    # The writer goes with this call, unclosed.
    return child


def greet(connection):
    connection.send("hello")


if __name__ == "__main__":
    child = send_two()
    child.join()
    print("exit code", child.exitcode)

    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.Process(target=greet, args=(theirs,))
    child.start()
    del theirs
    print(ours.recv())
    try:
        ours.recv()
    except EOFError:
        print("the child has ended, and its end was the last")
    child.join()
