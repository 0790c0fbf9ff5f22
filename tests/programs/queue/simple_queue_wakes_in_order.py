"""Threads that wait for a SimpleQueue get its items in the order in which they came."""
import queue
import threading
import time

items, results = queue.SimpleQueue(), queue.SimpleQueue()


def take(number):
    results.put((number, items.get()))


threads = []
for number in range(3):
    thread = threading.Thread(target=take, args=(number,))
    thread.start()
    threads.append(thread)
    time.sleep(0.02)
for item in "abc":
    items.put(item)
for thread in threads:
    thread.join()
print(sorted(results.get() for _ in range(3)))
