"""`put` only leaves an object to a thread of the queue, which pickles and sends it a moment later."""

import queue
import threading
import time
from multiprocessing import JoinableQueue, Process, Queue


def produce(items):
    letters = ["a"]
    items.put(letters)
    letters.append("b")  # still in time: nothing has been pickled yet
    feeders = [thread for thread in threading.enumerate() if thread is not threading.current_thread()]
    items.put([(feeder.name, feeder.daemon) for feeder in feeders])
    items.close()
    items.join_thread()  # now all is in the pipe, and the thread has ended
    items_left = threading.active_count()
    print("threads after join_thread:", items_left, flush=True)


def mutate_later(items):
    numbers = [1]
    items.put(numbers)
    time.sleep(0.1)
    numbers.append(2)  # too late


def put_what_cannot_be_pickled(items):
    items.put(lambda: 0)
    print("put does not complain", flush=True)
    time.sleep(0.2)
    items.put("the next one comes")


if __name__ == "__main__":
    items = Queue()
    for target in (produce, mutate_later, put_what_cannot_be_pickled):
        child = Process(target=target, args=(items,))
        child.start()
        child.join()
    print(items.get(), items.get())
    print(items.get())
    print(items.get(), items.qsize())

    items.put("on its way")
    print("counts at once:", items.qsize())
    print(items.get(), items.empty())

    bounded = Queue(2)
    bounded.put(1)
    bounded.put(2)
    try:
        bounded.put(3, timeout=0.05)
    except queue.Full:
        print("full", bounded.full(), bounded.qsize())
    bounded.close()
    try:
        bounded.put(4)
    except ValueError as error:
        print(str(error)[-9:])

    tasks = JoinableQueue()
    tasks.put("one")
    tasks.put("two")
    for _ in range(2):
        print(tasks.get())
        tasks.task_done()
    tasks.join()
    print("all done")
