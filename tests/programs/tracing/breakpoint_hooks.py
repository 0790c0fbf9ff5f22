"""`breakpoint()` calls `sys.breakpointhook`, which goes by PYTHONBREAKPOINT."""
import os
import sys
import types
import warnings


def hook(*args, **kws):
    print("hook", args, kws)
    return 42


sys.breakpointhook = hook
print(breakpoint(1, two=2))
sys.breakpointhook = sys.__breakpointhook__
os.environ["PYTHONBREAKPOINT"] = "0"
print(breakpoint())
os.environ["PYTHONBREAKPOINT"] = "debugger_of_mine.enter"
module = sys.modules["debugger_of_mine"] = types.ModuleType("debugger_of_mine")
module.enter = hook
breakpoint("x")
os.environ["PYTHONBREAKPOINT"] = "int"
print(breakpoint("7"))
os.environ["PYTHONBREAKPOINT"] = "nowhere.to_be_found"
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(breakpoint())
print(caught[0].category.__name__, caught[0].message)
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as error:
    print(error)
