"""A lock that was acquired and never released, because its process ended before it came to that."""
import multiprocessing


def work(lock, number):
    lock.acquire()
    print("work", number, flush=True)
    if number == 0:
        return
    lock.release()


if __name__ == "__main__":
    lock = multiprocessing.Lock()
    for number in range(2):
        child = multiprocessing.Process(target=work, args=(lock, number))
        child.start()
        child.join()
