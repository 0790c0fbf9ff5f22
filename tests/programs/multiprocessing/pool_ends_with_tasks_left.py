"""A pool that is terminated drops the tasks that are left, and the program ends."""
import multiprocessing
import time


def work(text):
    time.sleep(0.1)
    return len(text)


if __name__ == "__main__":
    pool = multiprocessing.Pool(2)
    result = pool.map_async(work, ["x" * 1000] * 1000, chunksize=1)
    time.sleep(0.2)
    pool.terminate()
    pool.join()
    print(result.ready())
