"""`counter += 1` has no call and no loop within it: no other thread comes in between."""
import sys
import threading

sys.setswitchinterval(1e-5)
print(round(sys.getswitchinterval(), 6))
counter = 0


def count():
    global counter
    for _ in range(5000):
        counter += 1


threads = [threading.Thread(target=count) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
