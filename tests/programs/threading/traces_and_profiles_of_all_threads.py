"""`settrace_all_threads` and `setprofile_all_threads` reach threads that run already, and those that come."""
import threading

seen = []


def trace(frame, event, argument):
    if frame.f_code.co_name == "step":
        seen.append((threading.current_thread().name, event))
    return trace


def step():
    pass


def waits_first(ready, go):
    ready.set()
    go.wait()
    step()


def observe(install):
    ready, go = threading.Event(), threading.Event()
    early = threading.Thread(target=waits_first, args=(ready, go), name="early")
    early.start()
    ready.wait()
    install(trace)
    go.set()
    early.join()
    late = threading.Thread(target=step, name="late")
    late.start()
    late.join()
    step()
    install(None)
    step()
    print(seen)
    seen.clear()


observe(threading.settrace_all_threads)
observe(threading.setprofile_all_threads)
print(threading.gettrace(), threading.getprofile())
