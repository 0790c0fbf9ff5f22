"""Signals, as far as they reach a process: what CPython has in C."""

import _signal_core
import _thread

SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1 = range(1, 11)
SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGSTKFLT, SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP = range(11, 21)
SIGTTIN, SIGTTOU, SIGURG, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGWINCH, SIGIO, SIGPWR, SIGSYS = range(21, 32)
SIGIOT, SIGCLD, SIGPOLL, SIGRTMIN, SIGRTMAX = SIGABRT, SIGCHLD, SIGIO, 34, 64
SIG_DFL, SIG_IGN, NSIG = 0, 1, 65
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2

_NAMES = {
    1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 5: "Trace/breakpoint trap", 6: "Aborted",
    7: "Bus error", 8: "Floating point exception", 9: "Killed", 10: "User defined signal 1", 11: "Segmentation fault",
    12: "User defined signal 2", 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated", 16: "Stack fault",
    17: "Child exited", 18: "Continued", 19: "Stopped (signal)", 20: "Stopped", 21: "Stopped (tty input)",
    22: "Stopped (tty output)", 23: "Urgent I/O condition", 24: "CPU time limit exceeded",
    25: "File size limit exceeded", 26: "Virtual timer expired", 27: "Profiling timer expired", 28: "Window changed",
    29: "I/O possible", 30: "Power failure", 31: "Bad system call",
}


class ItimerError(OSError):
    pass


ItimerError.__module__ = "signal"
ItimerError.__qualname__ = "itimer_error"
itimer_error = ItimerError


def default_int_handler(signalnum, frame, /):
    """What SIGINT does unless the program says otherwise."""
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler}


def _checked(signalnum):
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")
    return int(signalnum)


def signal(signalnum, handler, /):
    if _thread.get_ident() != _thread._get_main_thread_ident():
        raise ValueError("signal only works in main thread of the main interpreter")
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    signalnum = _checked(signalnum)
    if signalnum in (SIGKILL, SIGSTOP):
        raise OSError(22, "Invalid argument")
    before = _handlers.get(signalnum, SIG_DFL)
    _handlers[signalnum] = handler
    if handler is default_int_handler and signalnum == SIGINT:
        _signal_core.set_handler(signalnum, None)
    else:
        _signal_core.set_handler(signalnum, handler if callable(handler) else int(handler))
    return before


def getsignal(signalnum, /):
    return _handlers.get(_checked(signalnum), SIG_DFL)


def raise_signal(signalnum, /):
    """Sends a signal to this process. What the program handles has been handled when this returns."""
    handler = _handlers.get(_checked(signalnum), SIG_DFL)
    if callable(handler):
        _signal_core.raise_handled(signalnum)
    elif handler != SIG_IGN and not _signal_core.hold(signalnum):
        import _multiprocessing
        import posix
        _multiprocessing.kill(posix.getpid(), int(signalnum))


def pthread_kill(thread_id, signalnum, /):
    """Sends a signal to a thread of this process. Its handler runs in the main thread all the same."""
    signalnum = int(signalnum)
    if signalnum:
        raise_signal(signalnum)


def pause():
    """Waits until a signal has been handled."""
    _signal_core.pause()


def _checked_set(signals):
    numbers = {int(number) for number in signals}
    for number in numbers:
        if not 1 <= number < NSIG:
            raise ValueError(f"signal number {number} out of range [1; {NSIG - 1}]")
    return numbers


def pthread_sigmask(how, mask, /):
    """Changes which signals this thread blocks; returns which it blocked before."""
    mask = _checked_set(mask)
    before = set(_signal_core.blocked())
    if how == SIG_BLOCK:
        after = before | mask
    elif how == SIG_UNBLOCK:
        after = before - mask
    elif how == SIG_SETMASK:
        after = mask
    else:
        raise OSError(22, "Invalid argument")
    _signal_core.block(list(after - {SIGKILL, SIGSTOP}))
    while signalnum := _signal_core.next_pending():
        raise_signal(signalnum)
    return before


def sigpending():
    """The signals that have come and that this thread blocks."""
    return set(_signal_core.pending())


def sigwait(sigset, /):
    """Waits for one of the signals and takes it."""
    return _signal_core.wait_signal(list(_checked_set(sigset)), None)


def sigwaitinfo(sigset, /):
    return _info(sigwait(sigset))


def sigtimedwait(sigset, timeout, /):
    """As `sigwaitinfo`, or None after so many seconds."""
    if timeout < 0:
        raise ValueError("timeout must be non-negative")
    signalnum = _signal_core.wait_signal(list(_checked_set(sigset)), timeout)
    return _info(signalnum) if signalnum else None


class struct_siginfo(tuple):
    """What is known of a signal that was waited for."""

    __slots__ = ()
    n_fields = n_sequence_fields = 7
    n_unnamed_fields = 0
    _fields = ("si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status", "si_band")
    si_signo, si_code, si_errno, si_pid, si_uid, si_status, si_band = (
        property(lambda self, place=place: self[place]) for place in range(7))

    def __repr__(self):
        return f"signal.struct_siginfo({', '.join(f'{name}={value!r}' for name, value in zip(self._fields, self))})"


struct_siginfo.__module__ = "signal"


def _info(signalnum):
    import posix
    return struct_siginfo((signalnum, 0, 0, posix.getpid(), posix.getuid(), 0, 0))


def siginterrupt(signalnum, flag, /):
    """Calls that a signal interrupts go on whatever the flag says."""
    if _checked(signalnum) in (SIGKILL, SIGSTOP):
        raise OSError(22, "Invalid argument")


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """No descriptor can be written to by a signal: there are neither pipes nor sockets."""
    if _thread.get_ident() != _thread._get_main_thread_ident():
        raise ValueError("set_wakeup_fd only works in main thread of the main interpreter")
    if fd != -1:
        import posix
        posix.fstat(fd)
        raise ValueError(f"the fd {fd} must be in non-blocking mode")
    return -1


def strsignal(signalnum, /):
    if SIGRTMIN <= _checked(signalnum):
        return f"Real-time signal {signalnum - SIGRTMIN}"
    return _NAMES.get(int(signalnum))


def valid_signals():
    return {number for number in range(1, NSIG) if number not in (32, 33)}


def alarm(seconds, /):
    """Sends SIGALRM after a number of seconds; returns how many were left of the one set before."""
    left = _signal_core.set_alarm(int(seconds))[0]
    return int(left) + (left > int(left))


def setitimer(which, seconds, interval=0.0, /):
    _check_timer(which, seconds)
    return _signal_core.set_alarm(seconds, interval)


def getitimer(which, /):
    _check_timer(which)
    return _signal_core.alarm()


def _check_timer(which, seconds=0):
    if which not in (ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF) or seconds < 0:
        raise ItimerError(22, "Invalid argument")
    if which != ITIMER_REAL:
        raise NotImplementedError("signal.ITIMER_VIRTUAL and ITIMER_PROF are not there: nothing measures a process's own time")


for _function in [default_int_handler, signal, getsignal, raise_signal, pthread_kill, pause, pthread_sigmask,
                  sigpending, sigwait, sigwaitinfo, sigtimedwait, siginterrupt, set_wakeup_fd,
                  strsignal, valid_signals, alarm, setitimer, getitimer]:
    _function.__module__ = "signal"
del _function
