"""The process ends when all threads but the daemons have ended."""
import threading
import time


def work():
    time.sleep(0.1)
    threading.Thread(target=late).start()
    print("worker done")


def late():
    time.sleep(0.1)
    print("a thread that a thread has started")


def forever():
    while True:
        time.sleep(10)
    print("never")


threading.Thread(target=forever, daemon=True).start()
threading.Thread(target=work).start()
print("main done")
