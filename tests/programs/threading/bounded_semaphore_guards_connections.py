"""No more threads than the semaphore allows are inside at a time."""
import threading
import time

pool = threading.BoundedSemaphore(value=3)
inside, most = 0, 0
lock = threading.Lock()


def work():
    global inside, most
    with pool:
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.01)
        with lock:
            inside -= 1


threads = [threading.Thread(target=work) for _ in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(inside, most)
try:
    pool.release()
except ValueError as error:
    print(error)
