# Frame objects: of callers, of tracebacks and of suspended generators.
import sys
from traceback import extract_tb


def inner():
    frame = sys._getframe()
    caller = sys._getframe(1)
    print(frame.f_code.co_name, caller.f_code.co_name, frame.f_back.f_code is caller.f_code)
    print(caller.f_locals, caller.f_globals is globals())
    print(sys._getframe().f_lineno - frame.f_code.co_firstlineno, frame.f_back.f_back.f_code.co_name)


def outer(x):
    y = x + 1
    inner()


outer(1)
try:
    sys._getframe(100)
except ValueError as error:
    print(error)


def fails():
    raise KeyError


try:
    fails()
except KeyError as error:
    traceback = error.__traceback__
    while traceback:
        print(traceback.tb_frame.f_code.co_name, traceback.tb_frame.f_globals is globals())
        traceback = traceback.tb_next


def numbers(start):
    value = start
    while True:
        yield value
        value += 1


generator = numbers(5)
next(generator)
next(generator)
print(generator.gi_frame.f_locals, generator.gi_frame.f_code is generator.gi_code)
generator.close()
print(generator.gi_frame)
generator.__name__ = "renamed"
generator.__qualname__ = "also.renamed"
print(generator.__name__, generator.__qualname__)


async def coroutine():
    pass


made = coroutine()
print(made.cr_frame.f_code.co_name, made.cr_running, made.cr_await)
made.close()
print(made.cr_frame)


# What stands for a class by having bases.
class Fake:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases


base = Fake()
derived = Fake(Fake(), base)
print(issubclass(derived, base), issubclass(base, derived), issubclass(int, base))


class Pretender:
    @property
    def __class__(self):
        return derived


print(isinstance(Pretender(), base), isinstance(3, base))
for check in (lambda: isinstance(1, 1), lambda: issubclass(1, int), lambda: issubclass(derived, 1)):
    try:
        check()
    except TypeError:
        print("TypeError")


# An exception that is being handled where it is thrown in stays the generator's own.
def handles():
    try:
        yield 1
    except ValueError:
        yield 2
        raise


generator = handles()
next(generator)
try:
    raise ValueError("kept")
except ValueError as error:
    print(generator.throw(error))
try:
    next(generator)
except ValueError as error:
    print("again:", error)


def elsewhere():
    def inner():
        return sys._getframe().f_lineno - inner.__code__.co_firstlineno

    raise LookupError(inner())


elsewhere.__code__ = elsewhere.__code__.replace(co_firstlineno=100, co_filename="<made up>")
print(elsewhere.__code__.co_firstlineno, {line for *_, line in elsewhere.__code__.co_lines()} >= {101, 104})
try:
    elsewhere()
except LookupError as error:
    last = extract_tb(error.__traceback__)[-1]
    print(last.filename, last.lineno, last.name, error)
