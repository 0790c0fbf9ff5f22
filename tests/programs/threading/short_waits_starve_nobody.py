"""A thread that waits for moments only, again and again, leaves the others their turn."""
import threading
import time

stop = False
lock = threading.Lock()
lock.acquire()


def wait_for_moments():
    while not stop:
        lock.acquire(timeout=0)
        lock.acquire(timeout=0.00001)


thread = threading.Thread(target=wait_for_moments)
thread.start()
time.sleep(0.05)
stop = True
thread.join()
print("stopped")
