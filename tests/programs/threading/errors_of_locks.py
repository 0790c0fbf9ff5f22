"""What locks say to wrong use."""
import threading


def attempt(operation):
    try:
        print(operation())
    except (RuntimeError, ValueError, OverflowError) as error:
        print(f"{type(error).__name__}: {error}")


lock, rlock = threading.Lock(), threading.RLock()
attempt(lock.release)
attempt(rlock.release)
attempt(lambda: lock.acquire(False, 1))
attempt(lambda: lock.acquire(timeout=-2))
attempt(lambda: lock.acquire(timeout=0.01))
attempt(lambda: lock.acquire(timeout=0.01))
attempt(lambda: lock.acquire(blocking=False))
attempt(lambda: (lock.release(), lock.acquire("whatever is true"), lock.acquire([])))
attempt(lock.locked)
attempt(lambda: threading.Semaphore(-1))
attempt(lambda: threading.Barrier(0))
other = threading.Thread(target=lambda: attempt(rlock.release))
with rlock:
    with rlock:
        other.start()
        other.join()
