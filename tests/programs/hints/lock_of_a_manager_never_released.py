"""A manager's lock is never released: its server waits, too, and so does everybody."""
import multiprocessing


def work(lock, number):
    lock.acquire()
    print("work", number, flush=True)


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        lock = manager.Lock()
        for number in range(2):
            child = multiprocessing.Process(target=work, args=(lock, number), name=f"worker {number}")
            child.start()
            child.join()
