"""How long to wait is a number of seconds that a clock can hold."""
import threading
import time

lock = threading.Lock()
lock.acquire()
for seconds in (9.3e9, 1e20, float("inf"), float("nan"), "a", -2):
    for name, wait in [("sleep", time.sleep), ("lock", lambda seconds: lock.acquire(timeout=seconds)),
                       ("lock at once", lambda seconds: lock.acquire(False, seconds))]:
        try:
            wait(seconds)
        except Exception as error:
            print(f"{name} {seconds!r}: {type(error).__name__}: {error}")
