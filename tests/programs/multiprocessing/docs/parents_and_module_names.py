# Which process calls itself what, and whose child it is.
import multiprocessing
import os


def tell(queue):
    queue.put((__name__, os.getppid(), os.getpid(), multiprocessing.parent_process().name))


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=tell, args=(queue,))
    process.start()
    name, parent, child, parent_name = queue.get()
    process.join()
    print(__name__, name)
    print(parent == os.getpid(), child == process.pid, child != parent)
    print(parent_name)
