# A signal that comes again before its handler has begun is one signal: a flood of them keeps the main thread from
# nothing.
import signal
import threading

sent = received = steps = 0


def handler(number, frame):
    global received
    received += 1


def flood():
    global sent
    while sent < 5000 or steps < 100:
        signal.raise_signal(signal.SIGUSR1)
        sent += 1


signal.signal(signal.SIGUSR1, handler)
thread = threading.Thread(target=flood)
thread.start()
while thread.is_alive():
    steps += 1
thread.join()
print("enough sent and done:", sent >= 5000, steps >= 100, "and some were handled:", 0 < received <= sent)
