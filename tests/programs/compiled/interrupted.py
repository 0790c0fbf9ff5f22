# Compiled code is switched, traced, watched and ends as interpreted code does.
import gc
import sys
import threading


def busy(n):
    total = 0
    for i in range(n):
        total += i % 3
    return total


results = []
threads = [threading.Thread(target=lambda n=n: results.append(busy(n))) for n in (90000, 100000, 110000)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results))

lines = []


def local(frame, event, argument):
    if event == "line":
        lines.append(frame.f_lineno - frame.f_code.co_firstlineno)
    return local


def watched(frame, event, argument):
    return local if frame.f_code is busy.__code__ else None


busy(100000)
sys.settrace(watched)
busy(2)
sys.settrace(None)
print(lines)
print(busy(100000))


gone = []


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        gone.append(self.name)


def renewing(n):
    for i in range(n):
        if i % 20000 == 0:
            thing = Noisy(i)


renewing(60000)
gc.collect()
print(gone)
lock, shared = threading.Lock(), [0]


def increment(n):
    for _ in range(n):
        with lock:
            shared[0] += 1


threads = [threading.Thread(target=increment, args=(8000,)) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared)
