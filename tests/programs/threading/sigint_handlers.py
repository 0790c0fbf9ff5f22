"""SIGINT: KeyboardInterrupt by default, or what the program's handler does."""
import signal

try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted")
before = signal.signal(signal.SIGINT, lambda number, frame: print("handled", number))
signal.raise_signal(signal.SIGINT)
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.raise_signal(signal.SIGINT)
print(signal.getsignal(signal.SIGINT), before is signal.default_int_handler)
signal.signal(signal.SIGINT, before)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted again")
print(signal.strsignal(signal.SIGTERM), signal.SIGTERM in signal.valid_signals())
