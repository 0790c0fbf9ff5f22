"""Futures that have not begun can be cancelled, one by one or by shutdown(cancel_futures=True)."""
import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor

gate = threading.Event()
executor = ThreadPoolExecutor(1)
running = executor.submit(gate.wait)
queued = [executor.submit(pow, 2, number) for number in range(5)]
called = []
queued[0].add_done_callback(lambda future: called.append(future.cancelled()))
print(queued[0].cancel(), queued[0].cancelled(), called)
executor.shutdown(wait=False, cancel_futures=True)
gate.set()
print(running.result(), [future.cancelled() for future in queued])
try:
    queued[1].result()
except CancelledError as error:
    print(type(error).__name__)
