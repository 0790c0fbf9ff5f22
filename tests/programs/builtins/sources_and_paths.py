# What compile(), exec() and os.fspath() make of their arguments.
import os
import sys


class Path:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


def attempt(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "!", type(error).__name__, error)


for text in """
os.fspath(Path("a")), os.fspath(Path(b"b")), os.fspath("c")
os.fspath(Path(5))
os.fspath(Path(Path("a")))
os.fspath(5)
open(Path(None))
os.stat(Path(5))
compile("pass", Path("a.py"), "exec").co_filename
compile("pass", b"file.py", "exec").co_filename
compile("pass", 5, "exec")
compile("pass", Path(5), "exec")
compile("pass", "file", "exec", 1 << 30)
compile("pass", "file", "exec", 0, False, 5)
compile("x = '" + chr(0) + "'", "file", "exec")
exec("pass" + chr(0))
eval("1" + chr(0))
compile(5, "file", "exec")
compile("pass", "file", "run")
""".strip().split("\n"):
    attempt(text)


# A mapping as the namespace of locals.
class Names:
    def __getitem__(self, name):
        if name == "known":
            return 12
        raise KeyError(name)

    def __setitem__(self, name, value):
        self.last = name, value

    def keys(self):
        return ["one", "two"]


names = Names()
for text in ("x = known", "x = dir()", "x = locals() is names", "x = missing"):
    try:
        exec(text, {"names": names}, names)
        print(names.last)
    except NameError as error:
        print(error)


def display_nothing():
    kept = sys.stdout
    del sys.stdout
    try:
        sys.__displayhook__(42)
    except RuntimeError as error:
        return str(error)
    finally:
        sys.stdout = kept


print(display_nothing())
