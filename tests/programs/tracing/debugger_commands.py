"""A program under `pdb`: the commands come from a string, the answers go to standard output."""
import io
import os
import pdb

COMMANDS = """p x
step
step
args
where
return
next
!y = 100
p y
whatis y
locals()
up
p len(COMMANDS) > 0
down
until
display i
tbreak helper
continue
p n
return
retval
continue
"""


def add(a, b):
    total = a + b
    return total


def helper(n):
    return n * 2


def main():
    x = 5
    y = add(x, 2)
    for i in range(2):
        y += helper(i)
    print("result", y)


class Pdb(pdb.Pdb):
    """Leaves out where the program lies."""

    def message(self, msg):
        super().message(str(msg).replace(os.path.abspath(__file__), "program"))

    def format_stack_entry(self, frame_lineno, lprefix=": "):
        frame, line = frame_lineno
        return f"line {line - frame.f_code.co_firstlineno} of {frame.f_code.co_name}"


debugger = Pdb(stdin=io.StringIO(COMMANDS + "quit\n"))
debugger.use_rawinput = False
debugger.prompt = ""
debugger.runcall(main)
