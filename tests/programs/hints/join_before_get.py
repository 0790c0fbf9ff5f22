"""`join` before the queue has been drained waits for a child that waits for its items to be taken."""
import multiprocessing


def fill(queue):
    queue.put("x" * 1_000_000)


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    child = multiprocessing.Process(target=fill, args=(queue,))
    child.start()
    print("waiting for the child", flush=True)
    child.join()
    print(len(queue.get()))
