"""KeyboardInterrupt ends the main thread's wait for a lock, a condition, a queue or another thread."""
import os
import queue
import signal
import threading
import time

lock = threading.Lock()
lock.acquire()
condition = threading.Condition()
stop = threading.Event()
worker = threading.Thread(target=stop.wait)
worker.start()


def wait_for_condition():
    with condition:
        condition.wait()


def interrupt():
    time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGINT)


for wait in (lock.acquire, wait_for_condition, queue.Queue().get, queue.SimpleQueue().get, worker.join, stop.wait):
    threading.Thread(target=interrupt).start()
    try:
        wait()
    except KeyboardInterrupt:
        print("interrupted")
stop.set()
worker.join()
