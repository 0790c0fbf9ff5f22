"""A Timer calls a function after a while, unless it is cancelled."""
import threading

late = threading.Timer(30.0, print, args=("never",))
late.start()
timer = threading.Timer(0.1, lambda: print("hello, world"))
timer.start()
timer.join()
late.cancel()
late.join()
print(late.finished.is_set(), isinstance(late, threading.Thread))
