"""Signals, as far as they reach a process."""

import _multiprocessing
import os

SIG_DFL, SIG_IGN = 0, 1
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
NSIG = 65

_NAMES = ("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG "
          "XCPU XFSZ VTALRM PROF WINCH IO PWR SYS")
globals().update({f"SIG{name}": number for number, name in enumerate(_NAMES.split(), 1)})
SIGIOT, SIGPOLL, SIGCLD = SIGABRT, SIGIO, SIGCHLD
SIGRTMIN, SIGRTMAX = 34, 64

_DESCRIPTIONS = {
    1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 5: "Trace/breakpoint trap", 6: "Aborted", 7: "Bus error",
    8: "Floating point exception", 9: "Killed", 10: "User defined signal 1", 11: "Segmentation fault",
    12: "User defined signal 2", 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated", 16: "Stack fault",
    17: "Child exited", 18: "Continued", 19: "Stopped (signal)", 20: "Stopped", 21: "Stopped (tty input)",
    22: "Stopped (tty output)", 23: "Urgent I/O condition", 24: "CPU time limit exceeded", 25: "File size limit exceeded",
    26: "Virtual timer expired", 27: "Profiling timer expired", 28: "Window changed", 29: "I/O possible",
    30: "Power failure", 31: "Bad system call",
}


class ItimerError(OSError):
    __module__ = "signal"


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler}


def _checked(signalnum):
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")
    return signalnum


def signal(signalnum, handler, /):
    import threading
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if threading.current_thread() is not threading.main_thread():
        raise ValueError("signal only works in main thread of the main interpreter")
    _checked(signalnum)
    if signalnum in (SIGKILL, SIGSTOP):
        raise OSError(22, "Invalid argument")
    before = getsignal(signalnum)
    _handlers[signalnum] = handler
    _multiprocessing.set_signal_handler(signalnum, handler)
    return before


def getsignal(signalnum, /):
    return _handlers.get(_checked(signalnum), SIG_DFL)


def raise_signal(signalnum, /):
    os.kill(os.getpid(), signalnum)


def strsignal(signalnum, /):
    return _DESCRIPTIONS.get(_checked(signalnum))


def valid_signals():
    return set(range(1, NSIG)) - {32, 33}


def pause():
    import time
    while True:
        time.sleep(3600)


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    if fd != -1:
        raise NotImplementedError("signal.set_wakeup_fd() is not there: no file descriptor can be written to by a signal")
    return -1


def siginterrupt(signalnum, flag, /):
    _checked(signalnum)


def alarm(seconds, /):
    raise NotImplementedError("signal.alarm() is not there: a web page has no interval timers; use threading.Timer")


def setitimer(which, seconds, interval=0.0, /):
    raise NotImplementedError("signal.setitimer() is not there: a web page has no interval timers; use threading.Timer")


def getitimer(which, /):
    return 0.0, 0.0
