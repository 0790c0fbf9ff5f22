# An item that comes just when the time of a get is up is not lost, whatever the other threads do.
import queue
import threading
import time
from multiprocessing import Process, Queue

COUNT = 150


def send(items):
    for number in range(COUNT):
        items.put(number)
        time.sleep(0.003)


def spin(done):
    while not done.is_set():
        pass


if __name__ == "__main__":
    items, done = Queue(), threading.Event()
    Process(target=send, args=(items,)).start()
    for _ in range(2):
        threading.Thread(target=spin, args=(done,)).start()
    received = []
    while len(received) < COUNT:
        try:
            received.append(items.get(timeout=0.002))
        except queue.Empty:
            pass
    done.set()
    print(received == list(range(COUNT)))
