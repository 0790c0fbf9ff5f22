"""signal.pause waits until a handler has run; signal.alarm sends SIGALRM after some time."""
import signal
import threading


def handler(number, frame):
    print("handler", signal.Signals(number).name, threading.current_thread() is threading.main_thread())


signal.signal(signal.SIGALRM, handler)
print(signal.alarm(1), signal.alarm(1))
signal.pause()
print("after the alarm", signal.alarm(0))
signal.setitimer(signal.ITIMER_REAL, 0.05)
signal.pause()
print(signal.getitimer(signal.ITIMER_REAL))
signal.signal(signal.SIGALRM, signal.SIG_IGN)
signal.raise_signal(signal.SIGALRM)
print("ignored")
signal.signal(signal.SIGUSR1, handler)
thread = threading.Thread(target=signal.pthread_kill, args=(threading.get_ident(), signal.SIGUSR1))
thread.start()
thread.join()
