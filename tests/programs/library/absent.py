# Modules that a web page cannot have: the error says why.
for name in ["ssl", "subprocess", "numpy"]:
    try:
        __import__(name)
    except ModuleNotFoundError as error:
        print(error, "/", error.name)

import socket
try:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM)
except OSError as error:
    print(error)

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError
print(ZoneInfo("UTC"), issubclass(ZoneInfoNotFoundError, KeyError))
try:
    ZoneInfo("Europe/Berlin")
except ZoneInfoNotFoundError as error:
    print(error)
