"""shutdown() wakes who waits: workers finish what is there and then see ShutDown."""
import queue
import threading

items = queue.Queue()
done = []


def work():
    try:
        while True:
            done.append(items.get())
            items.task_done()
    except queue.ShutDown:
        pass


for item in range(5):
    items.put(item)
items.shutdown()
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(done), items.is_shutdown)
for operation in (items.get, lambda: items.put(1)):
    try:
        operation()
    except queue.ShutDown as error:
        print(type(error).__name__)
items = queue.Queue()
items.put(1)
items.shutdown(immediate=True)
items.join()
print(items.qsize())
