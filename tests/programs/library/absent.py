# Modules that a web page cannot have: the error says why.
for name in ["_ssl", "bz2", "smtplib", "turtle", "resource", "stringprep", "subprocess", "numpy"]:
    try:
        __import__(name)
    except ModuleNotFoundError as error:
        print(error, "/", error.name)

import socket
try:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM)
except OSError as error:
    print(error)

import ssl
import urllib.request

for attempt in (lambda: ssl.create_default_context().wrap_socket(None), lambda: urllib.request.urlopen("https://example.org")):
    try:
        attempt()
    except OSError as error:
        print(error)
print(urllib.request.urlopen("data:,text").read())
