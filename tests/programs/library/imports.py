# What import finds, and what it says of what it does not find.
import sys
import threading

import keyword
import concurrent.futures
from collections import abc

print(keyword.iskeyword("yield"), keyword.__name__, keyword.__file__.endswith("/keyword.py"))
print(concurrent.futures.__package__, sys.modules["collections.abc"] is abc)

for name in ["nosuch", "keyword.nosuch", "collections.nosuch"]:
    try:
        __import__(name)
    except ModuleNotFoundError as error:
        print(error, "/", error.name)

try:
    from keyword import nosuch
except ImportError as error:
    print(type(error).__name__, error.name)

sys.modules["halted"] = None
try:
    import halted
except ModuleNotFoundError as error:
    print(error)

# Every thread that imports a module gets the whole of it.
complete = []


def use():
    import graphlib
    complete.append(hasattr(graphlib, "TopologicalSorter"))


threads = [threading.Thread(target=use) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(complete)

del sys.modules["graphlib"]
import graphlib
print(list(graphlib.TopologicalSorter({"c": "b", "b": "a"}).static_order()))
