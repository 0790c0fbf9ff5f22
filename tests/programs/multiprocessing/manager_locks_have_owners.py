# A lock or condition of a manager belongs to the thread that acquired it, in whatever process that is.
from multiprocessing import Manager, Process
import threading


def consume(condition, basket, eaten):
    with condition:
        while not basket:
            condition.wait()
        eaten.append(basket.pop())


def try_to_release(lock, outcome):
    try:
        lock.release()
    except RuntimeError as error:
        outcome.append(str(error))


if __name__ == "__main__":
    with Manager() as manager:
        condition, basket, eaten = manager.Condition(), manager.list(), manager.list()
        consumers = [Process(target=consume, args=(condition, basket, eaten)),
                     threading.Thread(target=consume, args=(condition, basket, eaten))]
        for consumer in consumers:
            consumer.start()
        for fruit in ("apple", "pear"):
            with condition:
                basket.append(fruit)
                condition.notify()
        for consumer in consumers:
            consumer.join()
        print(sorted(eaten), basket)

        lock, outcome = manager.RLock(), manager.list()
        lock.acquire()
        lock.acquire()
        other = Process(target=try_to_release, args=(lock, outcome))
        other.start()
        other.join()
        print(outcome)
        lock.release()
        lock.release()
