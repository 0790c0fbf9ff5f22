"""A worker takes every item and never says that one is done."""
import multiprocessing


def work(queue):
    while True:
        print("item", queue.get(), flush=True)


if __name__ == "__main__":
    queue = multiprocessing.JoinableQueue()
    multiprocessing.Process(target=work, args=(queue,), daemon=True).start()
    for item in range(2):
        queue.put(item)
    queue.join()
