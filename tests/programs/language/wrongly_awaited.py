"""What can be awaited and iterated asynchronously, and what the errors say."""


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        print("result", stop.value)
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
    finally:
        coroutine.close()


class Returns:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return self.value


async def wait_for(thing):
    return await thing


async def nothing():
    return 1


run(wait_for(nothing()))
run(wait_for(Returns(iter([]))))
run(wait_for(Returns(5)))
run(wait_for(5))

one = nothing()
run(wait_for(one))
run(wait_for(one))
try:
    iter(nothing().__await__()).send(None)
except StopIteration as stop:
    print(stop.value)


class Numbers:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 3


class NoIterator:
    def __aiter__(self):
        return object()


async def loop(over):
    async for _ in over:
        pass


run(loop(Numbers()))
run(loop(NoIterator()))
run(loop([1, 2]))


def plain(coroutine):
    yield from coroutine


unused = nothing()
try:
    next(plain(unused))
except TypeError as error:
    print(error)
unused.close()
