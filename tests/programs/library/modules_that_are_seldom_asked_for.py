"""Modules that few programs import: they run programs and packages, keep sounds and settings, and read source."""

import os
import sys
import tempfile

folder = tempfile.mkdtemp()
os.chdir(folder)
sys.path.insert(0, folder)
with open("part.py", "w") as file:
    file.write("'''A part.'''\nclass Shape:\n    def area(self):\n        return 0\n\ndef main():\n    return __name__\nresult = main()\n")

import runpy

print(runpy.run_path("part.py")["result"], runpy.run_path("part.py", run_name="__main__")["result"], runpy.run_module("part")["result"])

import pyclbr

print({name: type(found).__name__ for name, found in pyclbr.readmodule_ex("part").items()})

import importlib.util

print(os.path.basename(importlib.util.find_spec("part").loader.get_code("part").co_filename))

import plistlib
import wave

settings = {"name": "x", "sizes": [1, 2.5, True], "data": b"bytes"}
print(plistlib.loads(plistlib.dumps(settings)) == settings, plistlib.loads(plistlib.dumps(settings, fmt=plistlib.FMT_BINARY)) == settings)
with wave.open("tone.wav", "wb") as tone:
    tone.setnchannels(1)
    tone.setsampwidth(2)
    tone.setframerate(8000)
    tone.writeframes(b"\0\1" * 100)
with wave.open("tone.wav") as tone:
    print(tone.getnchannels(), tone.getframerate(), tone.getnframes(), os.path.getsize("tone.wav"))

import compression.gzip
import compression.zlib

print(compression.zlib.decompress(compression.zlib.compress(b"text")), compression.gzip.decompress(compression.gzip.compress(b"text")))

import mailbox
import netrc
import tabnanny
from email.message import EmailMessage

box = mailbox.mbox("box")
letter = EmailMessage()
letter["Subject"] = "Hello"
letter.set_content("there")
box.add(letter)
box.flush()
print([found["Subject"] for found in mailbox.mbox("box")])
with open(".netrc", "w") as file:
    file.write("machine here login me password secret\n")
print(netrc.netrc(".netrc").authenticators("here"))
tabnanny.check("part.py")
