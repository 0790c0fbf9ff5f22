"""threading.local: what one thread stores, another does not see."""
import threading

data = threading.local()
data.number = 42
print(data.number, data.__dict__)
data.__dict__.setdefault("widgets", [])
print(sorted(data.__dict__))
log = []


def look():
    log.append(sorted(data.__dict__.items()))
    data.number = 11
    log.append(data.number)


thread = threading.Thread(target=look)
thread.start()
thread.join()
print(log, data.number)
try:
    data.__dict__ = {}
except AttributeError as error:
    print(type(error).__name__)
del data.number
try:
    data.number
except AttributeError as error:
    print(type(error).__name__)
