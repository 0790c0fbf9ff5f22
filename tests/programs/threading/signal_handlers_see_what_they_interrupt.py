"""The frame that a signal's handler is given is the one that was interrupted, and the handler stands on it."""

import signal
import sys
import threading
import time
import traceback


seen = []


def handler(signum, frame):
    seen.append(signum)
    names = [entry.name for entry in traceback.extract_stack()]
    print(signal.Signals(signum).name, frame.f_code.co_name, frame.f_locals.get("why"))
    print(names, sys._getframe().f_back is frame)


def raise_it(why):
    signal.raise_signal(signal.SIGUSR1)


def sleep(why):
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    time.sleep(0.3)


def compute(why):
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    before = len(seen)
    while len(seen) == before:
        pass


def wait(why):
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    lock = threading.Lock()
    lock.acquire()
    print(lock.acquire(timeout=0.3))


signal.signal(signal.SIGUSR1, handler)
signal.signal(signal.SIGALRM, handler)
raise_it("itself")
sleep("asleep")
compute("busy")
wait("a lock")
