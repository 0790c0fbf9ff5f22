"""A daemon works off a queue; join() waits until every item is done."""
import queue
import threading

items = queue.Queue()
lines = []


def work():
    while True:
        item = items.get()
        lines.append(f"Working on {item}")
        lines.append(f"Finished {item}")
        items.task_done()


threading.Thread(target=work, daemon=True).start()
for item in range(30):
    items.put(item)
items.join()
print(len(lines), lines[0], lines[-1])
print("All work completed")
