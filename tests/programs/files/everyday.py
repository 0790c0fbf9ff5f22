# What programs do with files every day: json, pickle, logging, redirection, many threads.
import contextlib
import fileinput
import io
import json
import logging
import os
import pickle
import sys
import threading

with open("data.json", "w") as file:
    json.dump({"a": [1, 2.5, None, True, "ä"]}, file, indent=1)
with open("data.json") as file:
    print(json.load(file))
with open("data.pickle", "wb") as file:
    pickle.dump({"k": (1, 2)}, file)
    pickle.dump([3], file)
with open("data.pickle", "rb") as file:
    print(pickle.load(file), pickle.load(file))
logging.basicConfig(filename="app.log", level=logging.INFO, format="%(levelname)s:%(message)s")
logging.info("hello")
logging.warning("careful")
print(open("app.log").read())
with open("out.txt", "w") as file, contextlib.redirect_stdout(file):
    print("redirected")
for line in fileinput.input(["out.txt", "app.log"]):
    print(fileinput.filename(), fileinput.lineno(), line.rstrip())
open("quick.txt", "w").write("never closed")
print(open("quick.txt").read())


def count(number):
    with open(f"thread{number}.txt", "w") as file:
        for step in range(100):
            file.write(f"{step}\n")


threads = [threading.Thread(target=count, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print([sum(map(int, open(f"thread{number}.txt"))) for number in range(3)])
print(isinstance(sys.stdout, io.TextIOBase), sys.stdout.fileno())
sys.stdout.flush()
os.write(1, b"straight to the descriptor\n")
target, saved = os.open("descriptor.txt", os.O_CREAT | os.O_WRONLY), os.dup(1)
os.dup2(target, 1)
print("into a file")
sys.stdout.flush()
os.dup2(saved, 1)
print(open("descriptor.txt").read(), os.path.basename(__file__).endswith(".py"), open(__file__).readline().strip())


def lines(path):
    with open(path) as file:
        yield from file


print(list(lines("app.log")))
