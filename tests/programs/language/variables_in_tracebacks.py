"""Each entry of a traceback keeps the variables of its frame."""

import sys
import types


def divide(amount, people):
    share = None
    share = amount / people
    return share


def split(bill):
    people = []
    return divide(bill, len(people))


try:
    split(30)
except ZeroDivisionError as error:
    traceback = error.__traceback__
    print(traceback.tb_frame is sys._getframe())
    while traceback is not None:
        frame = traceback.tb_frame
        if frame.f_code.co_name != "<module>":
            print(frame.f_code.co_name, dict(frame.f_locals), traceback.tb_lineno == frame.f_lineno)
        last, traceback = traceback, traceback.tb_next

made = types.TracebackType(None, last.tb_frame, last.tb_lasti, 7)
print(made.tb_lineno, made.tb_frame is last.tb_frame, made.tb_next)
try:
    made.tb_next = made
except ValueError as error:
    print(error)
