# A callback that fails is logged with its traceback, and the others are called all the same.
import logging
import traceback
from concurrent.futures import Future


class Frames(logging.Handler):
    def emit(self, record):
        print(record.name, record.getMessage().split(" at 0x")[0])
        print([frame.name for frame in traceback.extract_tb(record.exc_info[2])], repr(record.exc_info[1]))


logging.getLogger("concurrent.futures").addHandler(Frames())


def fails(future):
    raise ValueError(future.result())


future = Future()
future.add_done_callback(fails)
future.add_done_callback(lambda future: print("the next one", future.result()))
future.set_result(5)
future.add_done_callback(fails)
