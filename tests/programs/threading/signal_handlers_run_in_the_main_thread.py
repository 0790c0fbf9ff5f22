"""A handler runs in the main thread, while that waits; what it raises, the main thread raises."""
import signal
import threading
import time

lock = threading.Lock()
lock.acquire()


def note(number, frame):
    print(signal.Signals(number).name, threading.current_thread().name)


def give_up(number, frame):
    raise TimeoutError("no answer")


print(signal.getsignal(signal.SIGUSR1) == signal.SIG_DFL, signal.getsignal(signal.SIGINT) is signal.default_int_handler)
signal.signal(signal.SIGUSR1, note)
signal.raise_signal(signal.SIGUSR1)
worker = threading.Thread(target=signal.raise_signal, args=(signal.SIGUSR1,))
worker.start()
worker.join()
print(lock.acquire(timeout=0.05))
signal.signal(signal.SIGALRM, give_up)
print(signal.alarm(1))
try:
    lock.acquire()
except TimeoutError as error:
    print("main thread:", error)
print(signal.setitimer(signal.ITIMER_REAL, 0.05)[1], signal.alarm(0))
signal.signal(signal.SIGALRM, note)
signal.setitimer(signal.ITIMER_REAL, 0.05)
start = time.monotonic()
print(lock.acquire(timeout=0.3), time.monotonic() - start > 0.25)


def refused():
    try:
        signal.signal(signal.SIGINT, note)
    except ValueError as error:
        print(error)


worker = threading.Thread(target=refused)
worker.start()
worker.join()
