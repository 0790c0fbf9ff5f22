"""Processes with an interface like that of threads, and what they share."""

import sys
from . import context

__all__ = [name for name in dir(context._default_context) if not name.startswith("_")]
for _name in __all__:
    globals()[_name] = getattr(context._default_context, _name)
del _name

# Exceptions and classes that are attributes of the contexts are found above; these are the rest.
SUBDEBUG = 5
SUBWARNING = 25

if "__main__" in sys.modules:
    sys.modules["__mp_main__"] = sys.modules["__main__"]
