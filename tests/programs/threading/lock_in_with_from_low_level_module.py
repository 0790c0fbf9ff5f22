"""_thread: a lock made by hand in a with statement, and a thread without a Thread."""
import _thread
import threading

lock = _thread.allocate_lock()
with lock:
    print("lock is held:", lock.locked())
print("lock is held:", lock.locked(), type(lock) is threading.Lock)
done = _thread.allocate_lock()
done.acquire()
seen = []


def work(number, *, extra):
    seen.append((number, extra, threading.current_thread().daemon, _thread.get_ident() == threading.get_ident()))
    done.release()


_thread.start_new_thread(work, (1,), {"extra": 2})
done.acquire()
print(seen)
