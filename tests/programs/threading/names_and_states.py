"""Names, identifiers and the states of a thread, as repr shows them."""
import threading

go = threading.Event()


def work():
    go.wait()


def masked(thread):
    return repr(thread).replace(str(thread.ident), "ID")


thread = threading.Thread(target=work)
print(thread.name, masked(thread), thread.is_alive(), thread.daemon)
thread.start()
print(masked(thread), thread.is_alive(), thread in threading.enumerate(), threading.active_count())
go.set()
thread.join()
print(masked(thread), thread.is_alive(), thread in threading.enumerate(), threading.active_count())
print(threading.Thread(target=print, name="printer", daemon=True))
print(threading.Thread().name, threading.Thread(target=len).name)
print(threading.current_thread() is threading.main_thread(), threading.current_thread().name)
for wrong in (thread.start, lambda: threading.Thread().join(), threading.current_thread().join,
              lambda: setattr(thread, "daemon", True)):
    try:
        wrong()
    except RuntimeError as error:
        print(error)

# The switch interval is counted in microseconds.
import sys

for seconds in 0.0001, 0.25, 0.0000337:
    sys.setswitchinterval(seconds)
    print(sys.getswitchinterval())
