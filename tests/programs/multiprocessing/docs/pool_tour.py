# The ways to give work to a pool, and what an impatient caller gets.
import os
import time
from multiprocessing import Pool, TimeoutError


def cubed(number):
    return number ** 3


if __name__ == "__main__":
    with Pool(processes=4) as pool:
        print(pool.map(cubed, range(6)))
        print(sorted(pool.imap_unordered(cubed, range(6))))
        print(pool.apply_async(cubed, (20,)).get(timeout=10))
        pid = pool.apply_async(os.getpid).get(timeout=10)
        several = [pool.apply_async(os.getpid) for _ in range(4)]
        pids = [result.get(timeout=10) for result in several]
        print(pid != os.getpid(), 1 <= len(set(pids)) <= 4)
        slow = pool.apply_async(time.sleep, (60,))
        try:
            slow.get(timeout=0.2)
        except TimeoutError:
            print("too slow")
        print("the pool still works")
    print("and now it does not")
