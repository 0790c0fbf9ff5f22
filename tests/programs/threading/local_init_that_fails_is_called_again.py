"""Where __init__ of a threading.local fails in a thread, the next access calls it again."""
import threading


class Picky(threading.local):
    calls = 0

    def __init__(self):
        Picky.calls += 1
        if Picky.calls in (2, 3):
            raise ValueError(f"call {Picky.calls}")
        self.number = Picky.calls


picky = Picky()


def look():
    for attempt in range(3):
        try:
            print(attempt, picky.number)
        except ValueError as error:
            print(attempt, error)


thread = threading.Thread(target=look)
thread.start()
thread.join()
print(picky.number)
