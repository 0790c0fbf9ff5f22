"""Where something is called between reading and writing, other threads come in between, and updates are lost."""
import threading
import time

counter = 0


def count():
    global counter
    for _ in range(20):
        seen = counter
        time.sleep(0.002)
        counter = seen + 1


threads = [threading.Thread(target=count) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter < 80)
