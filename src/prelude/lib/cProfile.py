"""The profiler `cProfile`, on top of `sys.setprofile`."""

import sys
import time

import profile as _profile

__all__ = ["run", "runctx", "Profile"]


def run(statement, filename=None, sort=-1):
    return _profile._Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    return _profile._Utils(Profile).runctx(statement, globals, locals, filename, sort)


run.__doc__, runctx.__doc__ = _profile.run.__doc__, _profile.runctx.__doc__


class _Call:
    """A call that has not returned: what it is of, when it began, and the time that its own calls took."""

    __slots__ = ("key", "start", "inner")

    def __init__(self, key, start):
        self.key, self.start, self.inner = key, start, 0


class Profile:
    """Notes how often functions are called, by whom, and how long they take."""

    def __init__(self, timer=time.perf_counter, timeunit=0.0, subcalls=True, builtins=True):
        self._timer, self._unit, self._builtins = timer, timeunit or 1, builtins
        self.clear()

    def clear(self):
        # By function: calls, calls that are not recursive, own time, whole time, and the same by caller.
        self._entries, self._calls, self._active = {}, [], {}

    def enable(self, subcalls=True, builtins=True):
        self._builtins = builtins
        sys.setprofile(self._told)

    def disable(self):
        sys.setprofile(None)
        while self._calls:
            self._leave()

    def _told(self, frame, event, argument):
        code = frame.f_code
        if code is _DISABLE and event != "call":
            return
        if event == "call":
            self._enter(_DISABLE_KEY if code is _DISABLE else (code.co_filename, code.co_firstlineno, code.co_name))
        elif event == "return":
            self._leave()
        elif self._builtins:
            if event == "c_call":
                self._enter(_native_key(argument))
            else:
                self._leave()

    def _enter(self, key):
        self._active[key] = self._active.get(key, 0) + 1
        self._calls.append(_Call(key, self._timer()))

    def _leave(self):
        if not self._calls:
            return
        call = self._calls.pop()
        whole = (self._timer() - call.start) * self._unit
        own = whole - call.inner
        self._active[call.key] -= 1
        outermost = not self._active[call.key]
        entry = self._entries.setdefault(call.key, [0, 0, 0, 0, {}])
        _add(entry, outermost, own, whole)
        if self._calls:
            caller = self._calls[-1]
            caller.inner += whole
            _add(entry[4].setdefault(caller.key, [0, 0, 0, 0]), outermost, own, whole)

    def create_stats(self):
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        self.stats = {}
        for key, (calls, outermost, own, whole, callers) in self._entries.items():
            by_caller = {caller: (part[1], part[0], part[2], part[3]) for caller, part in callers.items()}
            self.stats[key] = (outermost, calls, own, whole, by_caller)

    def print_stats(self, sort=-1):
        import pstats
        if not isinstance(sort, tuple):
            sort = (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*sort).print_stats()

    def dump_stats(self, file):
        import marshal
        self.create_stats()
        with open(file, "wb") as stream:
            marshal.dump(self.stats, stream)

    def run(self, cmd):
        import __main__
        return self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runctx(self, cmd, globals, locals):
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, /, *args, **kw):
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exception):
        self.disable()


# How CPython's profiler, which is native, shows itself.
_DISABLE, _DISABLE_KEY = Profile.disable.__code__, ("~", 0, "<method 'disable' of '_lsprof.Profiler' objects>")


def _add(entry, outermost, own, whole):
    entry[0] += 1
    entry[2] += own
    if outermost:
        entry[1] += 1
        entry[3] += whole


def _native_key(function):
    """How `pstats` names a native: as CPython's profiler does."""
    owner = getattr(function, "__self__", None)
    if owner is not None and not isinstance(owner, type(sys)):
        return ("~", 0, f"<method '{function.__name__}' of '{type(owner).__name__}' objects>")
    module = getattr(function, "__module__", None)
    return ("~", 0, f"<built-in method {module or 'builtins'}.{function.__name__}>")
