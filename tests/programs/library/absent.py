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
