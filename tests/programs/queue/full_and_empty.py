"""A queue with a bound: Full and Empty, at once or after a while; wrong timeouts."""
import queue


def attempt(operation):
    try:
        print(operation())
    except (queue.Full, queue.Empty, ValueError) as error:
        print(type(error).__name__, error)


items = queue.Queue(maxsize=1)
items.put("a")
print(items.full(), items.empty(), items.qsize())
attempt(lambda: items.put_nowait("b"))
attempt(lambda: items.put("b", timeout=0.01))
attempt(items.get_nowait)
attempt(items.get_nowait)
attempt(lambda: items.get(timeout=0.01))
attempt(lambda: items.get(timeout=-1))
attempt(items.task_done)
attempt(items.task_done)
simple = queue.SimpleQueue()
simple.put(1)
attempt(lambda: simple.get(timeout=5))
attempt(lambda: simple.get(timeout=0.01))
attempt(simple.get_nowait)
attempt(lambda: simple.get(timeout=-1))
attempt(lambda: (simple.empty(), simple.qsize()))
stack = queue.LifoQueue()
for item in "abc":
    stack.put(item)
print("".join(stack.get() for _ in range(3)))
