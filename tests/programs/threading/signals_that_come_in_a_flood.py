# A signal that comes again before its handler has begun is one signal: a flood of them keeps the main thread from
# nothing.
import signal
import threading

sent = received = 0


def handler(number, frame):
    global received
    received += 1


def flood():
    global sent
    for _ in range(5000):
        signal.raise_signal(signal.SIGUSR1)
        sent += 1


signal.signal(signal.SIGUSR1, handler)
thread = threading.Thread(target=flood)
thread.start()
steps = 0
while thread.is_alive():
    steps += 1
thread.join()
print(sent, "sent; some were handled:", 0 < received <= sent, steps > 0)
