"""Exceptions that there is nobody to raise for are printed without their causes and their notes, or go to a hook."""
import atexit
import gc
import re
import sys
import weakref


class Output:
    """Addresses and folders differ from run to run."""

    def write(self, text):
        text = re.sub("0x[0-9a-f]+", "0x0", text).replace(__file__, "here.py"); sys.stdout.write(re.sub(r'File ".*/(\w+\.py)"', r'File "\1"', text))

    def flush(self):
        sys.stdout.flush()


class Careless:
    def __del__(self):
        try:
            {}["left"]
        except KeyError as error:
            problem = OSError("cannot let go")
            problem.add_note("a note")
            raise problem from error


class Deep:
    def __del__(self):
        self.descend(6)

    def descend(self, levels):
        if levels:
            self.descend(levels - 1)
        else:
            sys.exit(3)


class Nameless:
    def __repr__(self):
        raise ValueError("no words")

    def __call__(self):
        raise RuntimeError("called")


class Silent(Exception):
    def __str__(self):
        raise ValueError


def forget(kind):
    thing = kind()
    del thing
    gc.collect()


def stubborn():
    try:
        yield
    except GeneratorExit:
        yield


def unfinished():
    generator = stubborn()
    next(generator)
    del generator; gc.collect()


def refuse(word):
    raise Silent(word)


def told(unraisable):
    print("hook:", type(unraisable).__name__, unraisable.exc_type.__name__, unraisable.exc_traceback is not None,
          re.sub("0x[0-9a-f]+", "0x0", str(unraisable.err_msg)), unraisable.object)


def failing_hook(unraisable):
    raise LookupError("hook")


def register_all():
    atexit.register(print, "registered first, called last")
    atexit.register(refuse, "atexit")
    atexit.register(sys.exit, 5)
    atexit.register(Nameless())
    atexit.register(lambda: atexit.register(print, "too late"))


sys.stderr = Output()
forget(Careless)
forget(Deep)
unfinished()
reference = weakref.ref(Deep(), lambda reference: 1 / 0)
gc.collect()
register_all()
print(atexit._ncallbacks())
atexit._run_exitfuncs()
print(atexit._ncallbacks())

print("-- a hook")
sys.unraisablehook = told
forget(Careless)
unfinished()
register_all()
atexit._run_exitfuncs()
sys.unraisablehook = failing_hook
forget(Careless)
sys.unraisablehook = sys.__unraisablehook__
try:
    sys.unraisablehook(ValueError())
except TypeError as error:
    print(error)

print("-- a limit")
sys.tracebacklimit = 1
forget(Deep)

print("-- at the end")
del sys.tracebacklimit
atexit.register(refuse, "the end")
atexit.register(print, "before it")
