"""Signals, as far as they reach a process."""

import _multiprocessing
import os
from enum import IntEnum


class Signals(IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGABRT = 6
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17


class Handlers(IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


for _signal in Signals:
    globals()[_signal.name] = _signal
SIG_DFL, SIG_IGN = Handlers.SIG_DFL, Handlers.SIG_IGN
NSIG = 65


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler}


def signal(signalnum, handler, /):
    import threading
    if threading.current_thread() is not threading.main_thread():
        raise ValueError("signal only works in main thread of the main interpreter")
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    before = getsignal(signalnum)
    _handlers[signalnum] = handler
    _multiprocessing.set_signal_handler(int(signalnum), handler if callable(handler) else int(handler))
    return before


def getsignal(signalnum, /):
    return _handlers.get(signalnum, SIG_DFL)


def raise_signal(signalnum, /):
    os.kill(os.getpid(), signalnum)


def strsignal(signalnum, /):
    names = {2: "Interrupt", 9: "Killed", 15: "Terminated", 11: "Segmentation fault", 6: "Aborted"}
    return names.get(int(signalnum))


def valid_signals():
    return set(Signals)


def pause():
    import time
    while True:
        time.sleep(3600)


def alarm(seconds, /):
    raise NotImplementedError("signal.alarm() is not there yet")
