"""A class derived from threading.local: its __init__ runs in each thread, with the same arguments."""
import threading


class Settings(threading.local):
    number = 2

    def __init__(self, **initial):
        self.__dict__.update(initial)

    @property
    def squared(self):
        return self.number ** 2


class Slotted(threading.local):
    __slots__ = "number"


settings = Settings(color="red")
print(settings.number, settings.color)
del settings.color
print(settings.squared, hasattr(settings, "color"))
log = []


def look():
    log.append(sorted(settings.__dict__.items()))
    settings.number = 11
    log.append(settings.squared)


thread = threading.Thread(target=look)
thread.start()
thread.join()
print(log, settings.number)

shared = Slotted()
shared.number = 42
shared.color = "red"


def change():
    shared.number = 11
    log.append(hasattr(shared, "color"))


thread = threading.Thread(target=change)
thread.start()
thread.join()
print(shared.number, log[-1])
