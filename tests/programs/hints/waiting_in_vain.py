"""Everything that one can wait for and that nobody brings about: the report names each by what the program knows."""
import multiprocessing
import queue
import threading
from concurrent.futures import Future


def wait_for_a_notification(condition):
    with condition:
        condition.wait()


def wait_for_items(requests):
    requests.acquire()
    requests.acquire()


if __name__ == "__main__":
    condition, barrier, event = multiprocessing.Condition(), multiprocessing.Barrier(3), multiprocessing.Event()
    requests = multiprocessing.Semaphore(0)
    requests.release()
    for name, target, arguments in [("listener", wait_for_a_notification, (condition,)), ("runner", barrier.wait, ()),
                                    ("reader", event.wait, ()), ("waiter", wait_for_items, (requests,))]:
        multiprocessing.Process(target=target, args=arguments, name=name).start()

    lock, items, full = threading.Lock(), queue.Queue(), queue.Queue(1)
    lock.acquire()
    full.put(1)
    for name, target, arguments in [("A", wait_for_a_notification, (threading.Condition(),)),
                                    ("B", threading.Barrier(2).wait, ()), ("C", threading.Event().wait, ()),
                                    ("D", threading.Semaphore(0).acquire, ()), ("E", items.get, ()),
                                    ("F", full.put, (2,)), ("G", full.join, ()), ("H", Future().result, ()),
                                    ("I", lock.acquire, ())]:
        threading.Thread(target=target, args=arguments, name=name).start()
    print("all wait", flush=True)
    lock.acquire()
