"""A child shows its exception, waits for its threads, calls what is registered with atexit, ends its daemons, and waits
for its other children: in this order."""
import atexit
import multiprocessing
import os
import re
import sys
import threading
from multiprocessing import util


class Output:
    """Standard error among the rest, without what differs from run to run."""

    def write(self, text):
        for line in text.splitlines():
            if not line.startswith(" ") or os.path.basename(__file__) in line:
                print(re.sub('File.*, line', 'line', line), flush=True)

    def flush(self):
        pass


def wait_for(event, said):
    event.wait()
    print(said, flush=True)


def fails(event):
    sys.stderr = Output()
    multiprocessing.Process(target=wait_for, args=(event, "grandchild ends")).start()
    atexit.register(event.set)
    atexit.register(print, "atexit", flush=True)
    raise ValueError("child fails")


def leaves_things_behind(event):
    daemon = multiprocessing.Process(target=event.wait, daemon=True)
    daemon.start()

    def late():
        threading.main_thread().join()
        print("thread: daemon alive", daemon.is_alive(), flush=True)

    threading.Thread(target=late).start()
    util.Finalize(None, print, args=("finalizer",), kwargs={"flush": True}, exitpriority=1)
    atexit.register(lambda: print("atexit: daemon alive", daemon.is_alive(), flush=True))
    sys.exit(3)


def puts_late(queue):
    def late():
        threading.main_thread().join()
        queue.put("put when the child was about to end")

    threading.Thread(target=late).start()


if __name__ == "__main__":
    for method in multiprocessing.get_all_start_methods():
        print("--")
        context = multiprocessing.get_context(method)
        for target in fails, leaves_things_behind:
            event = context.Event()
            child = context.Process(target=target, args=(event,), name="child")
            child.start()
            child.join()
            print(child.exitcode, flush=True)
        queue = context.Queue()
        child = context.Process(target=puts_late, args=(queue,))
        child.start()
        print(queue.get(), flush=True)
        child.join()
