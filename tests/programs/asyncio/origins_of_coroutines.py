# Where a coroutine was made: cr_origin, and the warning about one that was never awaited.
import asyncio
import gc
import sys
import warnings


async def work():
    return 1


def make():
    return work()


coroutine = make()
print(coroutine.cr_origin, sys.get_coroutine_origin_tracking_depth())
coroutine.close()
sys.set_coroutine_origin_tracking_depth(2)


def show():
    coroutine = make()
    print([(line, function) for file, line, function in coroutine.cr_origin])
    print(asyncio.run(coroutine))


show()
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as error:
    print(error)


def shown(message, *place):
    print([line.strip() for line in str(message).split("\n") if "File" not in line])


warnings.showwarning = shown
make()
gc.collect()
sys.set_coroutine_origin_tracking_depth(0)
make()
gc.collect()
