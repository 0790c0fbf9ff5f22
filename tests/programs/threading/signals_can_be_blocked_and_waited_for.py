"""A blocked signal waits until it is unblocked, or until `sigwait` takes it."""

import os
import signal
import threading


def handler(signum, frame):
    print("handler:", signal.Signals(signum).name)


signal.signal(signal.SIGUSR1, handler)
print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]))
os.kill(os.getpid(), signal.SIGUSR1)
print("not yet:", signal.sigpending())
print("blocked until now:", signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1]))
print(signal.sigpending())

# A signal without a handler would end the process, were it not blocked.
signal.pthread_sigmask(signal.SIG_SETMASK, {signal.SIGUSR2, signal.SIGTERM})
threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGUSR2)).start()
print("waited for", signal.Signals(signal.sigwait({signal.SIGUSR2})).name)
print(signal.sigtimedwait({signal.SIGUSR2}, 0.02))
signal.raise_signal(signal.SIGTERM)
info = signal.sigtimedwait({signal.SIGTERM}, 5)
print(info.si_signo == signal.SIGTERM, info.si_pid == os.getpid())

for attempt in (lambda: signal.pthread_sigmask(99, []), lambda: signal.sigwait({1000}), lambda: signal.sigtimedwait([], -1)):
    try:
        attempt()
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)
