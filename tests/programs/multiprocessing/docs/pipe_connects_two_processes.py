# Each end of a pipe sends and receives.
from multiprocessing import Pipe, Process


def answer(connection):
    question = connection.recv()
    connection.send([question, None, len(question)])
    connection.close()


if __name__ == "__main__":
    mine, theirs = Pipe()
    process = Process(target=answer, args=(theirs,))
    process.start()
    mine.send("how long am I?")
    print(mine.recv())
    process.join()
