# An object that is more than its class and its attributes can neither be pickled nor copied, and the error says which
# object inside of another it was.
import copy
import io
import pickle
import sys
import threading


class Account:
    def __init__(self):
        self.balance = 10
        self.lock = threading.Lock()


class Portable(Account):
    def __getstate__(self):
        return {"balance": self.balance}

    def __setstate__(self, state):
        self.balance, self.lock = state["balance"], threading.Lock()


def numbers():
    yield 1


for value in Account(), threading.RLock(), threading.local(), numbers(), sys, {}.keys(), sys._getframe():
    for copying in copy.deepcopy, pickle.dumps:
        try:
            copying(value)
        except TypeError as error:
            print(copying.__name__, error)

print(copy.deepcopy(Portable()).balance, copy.deepcopy(io.StringIO("text")).getvalue())
print(copy.copy(Account()).balance)
