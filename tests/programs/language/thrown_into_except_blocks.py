"""What is thrown into a generator that handles an exception gets that one as its context."""


def handling(log):
    try:
        raise KeyError("first")
    except KeyError:
        try:
            yield
        except Exception as error:
            log.append(repr(error.__context__))
            yield


def outer(log):
    try:
        raise LookupError("outside")
    except LookupError:
        yield from plain(log)


def plain(log):
    try:
        yield
    except ValueError as error:
        log.append(repr(error.__context__))
        raise


def waits():
    yield 1
    yield 2


log = []
generator = handling(log)
next(generator)
generator.throw(ValueError)
print(log)

log = []
generator = outer(log)
next(generator)
try:
    generator.throw(ValueError("thrown"))
except ValueError as error:
    print(log, repr(error.__context__))


class NoException(Exception):
    def __new__(cls):
        return 3


generator = waits()
next(generator)
for thrown in [3, int, NoException]:
    try:
        generator.throw(thrown)
    except TypeError as error:
        print(error)
        generator = waits()
        next(generator)

try:
    try:
        raise KeyError
    except KeyError:
        error = ValueError()
        error.__context__ = IndexError()
        raise error
except ValueError as error:
    print(repr(error.__context__))
