"""Producers and consumers with a Condition: waiting in a loop, and with wait_for."""
import threading

items, taken = [], []
ready = threading.Condition()


def consume(count):
    for _ in range(count):
        with ready:
            while not items:
                ready.wait()
            taken.append(items.pop(0))


def consume_by_predicate(count):
    for _ in range(count):
        with ready:
            ready.wait_for(lambda: items)
            taken.append(items.pop(0))


def produce(numbers):
    for number in numbers:
        with ready:
            items.append(number)
            ready.notify()


threads = [threading.Thread(target=consume, args=(20,)), threading.Thread(target=consume_by_predicate, args=(20,)),
           threading.Thread(target=produce, args=(range(20),)), threading.Thread(target=produce, args=(range(20, 40),))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(taken) == list(range(40)), items)
try:
    ready.wait()
except RuntimeError as error:
    print(error)
try:
    ready.notify()
except RuntimeError as error:
    print(error)
