"""Queued calls of a pool of processes can be cancelled; a worker is replaced after some calls."""
import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor


def work(number):
    time.sleep(0.2)
    return number


def pid(number):
    return os.getpid()


if __name__ == "__main__":
    executor = ProcessPoolExecutor(1)
    futures = [executor.submit(work, number) for number in range(10)]
    executor.shutdown(wait=True, cancel_futures=True)
    cancelled = [future.cancelled() for future in futures]
    print(cancelled[0], cancelled[-1], 1 <= cancelled.count(False) <= 4)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=2) as executor:
        pids = [executor.submit(pid, number).result() for number in range(4)]
    print(pids[0] == pids[1], pids[1] != pids[2], pids[2] == pids[3])
