"""Where CPython reads and writes shared memory in C or by code that it makes up, tracebacks show no functions of ours."""
import multiprocessing
import os
import traceback
from multiprocessing import shared_memory, sharedctypes


def show(action, *arguments):
    try:
        action(*arguments)
    except Exception as error:
        print(type(error).__name__, str(error).partition(": '/psm_")[0])
        for frame in traceback.extract_tb(error.__traceback__)[1:]:
            if frame.name != "<lambda>":
                line = frame.lineno if frame.filename == "<string>" else "-"
                print(" ", os.path.basename(frame.filename), line, frame.name)


if __name__ == "__main__":
    number, text = multiprocessing.Value("i", 1), multiprocessing.Array("c", b"four")
    numbers, raw = multiprocessing.Array("i", 3), sharedctypes.RawArray("d", 2)
    show(setattr, number, "value", "one")
    show(setattr, sharedctypes.RawValue("d"), "value", "one")
    show(setattr, text, "value", "no bytes")
    show(setattr, text, "value", b"more than four")
    show(lambda: numbers[3])
    show(numbers.__setitem__, -7, 1)
    show(numbers.__setitem__, 0, "one")
    show(lambda: raw[2])
    show(multiprocessing.Value, "i", "one")
    show(lambda: number.missing)
    show(shared_memory.SharedMemory, "there_is_none")
    block = shared_memory.SharedMemory(create=True, size=8)
    show(lambda: shared_memory.SharedMemory(block.name, create=True, size=8) and None)
    block.close()
    block.unlink()
    print(number.value, text.value, text.raw, numbers[:], raw[:])
    letters = sharedctypes.RawArray("u", "four")
    for value in "ü", "too long", b"bytes":
        show(setattr, letters, "value", value)
        print(letters.value, letters[:2])
    for value in bytearray(b"xy"), "text", 5, b"too long":
        show(setattr, text, "raw", value)
    print(text.raw, text.value)
