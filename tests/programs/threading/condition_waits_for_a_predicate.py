# wait_for goes on waiting until what it is given says yes, and tells what that said.
import threading

condition = threading.Condition()
items = []


def produce():
    for item in ("first", "second"):
        with condition:
            items.append(item)
            condition.notify()


thread = threading.Thread(target=produce)
with condition:
    thread.start()
    print(condition.wait_for(lambda: len(items) == 2 and items[-1]))
thread.join()
with condition:
    print(condition.wait_for(lambda: items.count("third"), timeout=0.01), condition.wait(0.01))
