"""wait() and as_completed(), with timeouts and with what they return when."""
import concurrent.futures as futures
import threading

gate = threading.Event()


def fail():
    raise ValueError("no")


with futures.ThreadPoolExecutor(3) as executor:
    slow = executor.submit(gate.wait)
    quick = executor.submit(len, "abc")
    broken = executor.submit(fail)
    futures.wait([quick, broken])
    done, waiting = futures.wait([slow, quick], timeout=0.05)
    print(quick in done, slow in waiting)
    print(len(futures.wait([slow, quick], return_when=futures.FIRST_COMPLETED).done))
    print(broken in futures.wait([slow, broken], return_when=futures.FIRST_EXCEPTION).done)
    try:
        for future in futures.as_completed([slow, quick, quick], timeout=0.05):
            print(future.result())
    except TimeoutError as error:
        print(error)
    try:
        slow.result(timeout=0.01)
    except futures.TimeoutError as error:
        print(type(error) is TimeoutError)
    print(repr(broken.exception()), slow.running(), slow.cancel())
    gate.set()
    print(slow.result())
