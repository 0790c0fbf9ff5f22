# A process that has put much into a queue ends only when somebody takes it out.
from multiprocessing import Process, Queue


def fill(queue):
    queue.put("x" * 1_000_000)


if __name__ == "__main__":
    queue = Queue()
    process = Process(target=fill, args=(queue,))
    process.start()
    process.join(1)
    print("ended before get:", not process.is_alive())
    print(len(queue.get()))
    process.join()
    print("ended after get:", not process.is_alive())
