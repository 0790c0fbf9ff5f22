# A thread that waits for its next task, and a generator that waits for the next step, keep nothing of the last one.
import gc
import queue
import threading
import time
import weakref


class Item:
    pass


class Worker:
    def __init__(self):
        self.tasks = queue.SimpleQueue()

    def next_task(self):
        return self.tasks.get()

    def run(self):
        while True:
            task = self.next_task()
            if task is None:
                return
            task.pop().done = True
            task = None


worker = Worker()
thread = threading.Thread(target=worker.run)
thread.start()
item = Item()
reference = weakref.ref(item)
worker.tasks.put([item])
del item
time.sleep(0.1)
gc.collect()
print(reference())
worker.tasks.put(None)
thread.join()


def items(count):
    waiting = [Item() for _ in range(count)]
    while waiting:
        yield taken(waiting.pop())


def taken(item):
    return item


for item in items(2):
    reference = weakref.ref(item)
    del item
    gc.collect()
    print(reference())
