"""What the threads that a pool has in its own process write to the log, thread by thread, and who its workers are."""
import logging
import multiprocessing
import threading
import time
from multiprocessing.pool import ThreadPool


class Collector(logging.Handler):
    def __init__(self):
        super().__init__()
        self.messages = {}

    def emit(self, record):
        message = record.getMessage()
        # How many locks there are is an implementation's own business; who has ended when is chance.
        if "semlock" not in message and not message.startswith(("cleaning up", "result handler")):
            self.messages.setdefault(record.threadName, []).append(message)

    def show(self, title):
        print(title)
        for name in sorted(self.messages):
            print(f"  {name}")
            for message in self.messages[name]:
                print(f"    {message}")
        self.messages = {}


def double(number):
    return 2 * number


def of_processes(collector):
    with multiprocessing.Pool(2) as pool:
        print(pool.map(double, range(4)), list(pool.imap(double, range(3))))
        time.sleep(0.2)
    collector.show("left at the end of a block")
    pool = multiprocessing.Pool(1)
    print(pool.apply(double, (21,)))
    pool.close()
    pool.join()
    collector.show("closed and joined")


def of_threads(collector):
    with ThreadPool(2) as pool:
        print(pool.map(double, [7]), type(pool._pool[0]).__name__, pool._pool[0].exitcode)
        print(pool.apply(lambda: type(threading.current_thread()).__mro__[:2]))
        pool.close()
        pool.join()
        print([worker.exitcode for worker in pool._pool])


if __name__ == "__main__":
    collector = Collector()
    multiprocessing.get_logger().addHandler(collector)
    multiprocessing.get_logger().setLevel(logging.DEBUG)
    of_processes(collector)
    of_threads(collector)
