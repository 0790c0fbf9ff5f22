"""SIGINT reaches a loop that calls nothing inside the `try` around it, wherever in the loop it comes."""
import os
import signal
import threading


def interrupt_soon():
    threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()


interrupt_soon()
try:
    while True:
        pass
except KeyboardInterrupt:
    print("out of an empty loop")

interrupt_soon()
count = 0
try:
    while count >= 0:
        count += 1
except KeyboardInterrupt:
    print("out of a counting loop", count > 0)

interrupt_soon()
try:
    for number in iter(int, 1):
        count += number
except KeyboardInterrupt:
    print("out of a loop over an iterator")


def spin():
    try:
        while True:
            pass
    finally:
        print("finally")


interrupt_soon()
try:
    spin()
except KeyboardInterrupt as error:
    print("out of a function", repr(error))
