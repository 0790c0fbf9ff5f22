"""Callbacks of a future: in order, at once when it is done; their exceptions do no harm."""
import logging
import re
from concurrent.futures import Future, InvalidStateError

logging.getLogger("concurrent.futures").addHandler(logging.NullHandler())
logging.getLogger("concurrent.futures").propagate = False
future = Future()
future.add_done_callback(lambda future: print("first", future.result()))
future.add_done_callback(lambda future: 1 / 0)
future.add_done_callback(lambda future: print("third", future.result()))
print(future.set_running_or_notify_cancel(), future.running())
future.set_result(42)
future.add_done_callback(lambda future: print("late", future.done()))
try:
    future.set_result(43)
except InvalidStateError as error:
    print(str(error).partition(":")[0])
print(re.sub("0x[0-9a-f]+", "ADDRESS", repr(future)))
