# Tasks, groups, timeouts, cancellation and what becomes of exceptions.
import asyncio
import contextvars

request = contextvars.ContextVar("request", default="none")


async def work(name, delay, result=None, error=None):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print("cancelled", name)
        raise
    if error is not None:
        raise error
    return result if result is not None else name


async def groups():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(work("a", 0.002))
        second = group.create_task(work("b", 0.001), name="second")
    print(first.result(), second.result(), second.get_name())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("fails", 0.001, error=ValueError("bad")))
            group.create_task(work("victim", 10))
    except* ValueError as caught:
        print(caught.exceptions)


async def gathering():
    results = await asyncio.gather(work("x", 0.002), work("y", 0.001, error=KeyError("k")), return_exceptions=True)
    print(results)
    try:
        await asyncio.gather(work("x", 0.001), work("y", 0, error=KeyError("first")))
    except KeyError as error:
        print("raised", error)
    done, pending = await asyncio.wait(
        [asyncio.ensure_future(work("slow", 5)), asyncio.ensure_future(work("fast", 0.001))],
        return_when=asyncio.FIRST_COMPLETED,
    )
    print(len(done), len(pending), done.pop().result())
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    order = [await each for each in asyncio.as_completed([work("late", 0.02), work("early", 0.001)])]
    print(order)


async def timeouts():
    try:
        async with asyncio.timeout(0.005):
            await work("too slow", 10)
    except TimeoutError:
        print("timeout")
    try:
        await asyncio.wait_for(work("also too slow", 10), 0.005)
    except asyncio.TimeoutError:
        print("timeout again")
    print(await asyncio.wait_for(work("in time", 0.001), 5))
    inner = asyncio.create_task(work("shielded", 0.01))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.001)
    except TimeoutError:
        print("shield kept", inner.cancelled(), await inner)


async def cancellation():
    async def stubborn():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("cleaning up")
            await asyncio.sleep(0)
            raise

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    print(task.cancel("why"), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print("gone", task.cancelled(), error.args)
    task.cancel()
    print(task.done(), asyncio.current_task() in asyncio.all_tasks())


async def contexts():
    request.set("outer")

    async def child(value):
        before = request.get()
        request.set(value)
        await asyncio.sleep(0)
        return before, request.get()

    print(await asyncio.gather(child("one"), child("two")), request.get())
    context = contextvars.copy_context()
    print(context.run(lambda: (request.set("inside"), request.get())[1]), request.get(), context[request])


async def callbacks():
    loop = asyncio.get_running_loop()
    calls = []
    loop.call_later(0.003, calls.append, "later")
    loop.call_soon(calls.append, "soon")
    timer = loop.call_later(0.001, calls.append, "never")
    timer.cancel()
    future = loop.create_future()
    future.add_done_callback(lambda done: calls.append(done.result()))
    loop.call_later(0.006, future.set_result, "future")
    print(await future)
    await asyncio.sleep(0)
    print(calls)
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"][:21], context["exception"]))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    loop.set_exception_handler(None)


for part in (groups, gathering, timeouts, cancellation, contexts, callbacks):
    print(part.__name__)
    asyncio.run(part())

with asyncio.Runner() as runner:
    print(runner.run(work("runner", 0)), runner.run(work("again", 0)))
try:
    asyncio.run(work("fails", 0, error=OSError("out")))
except OSError as error:
    print("from run:", error)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
loop = asyncio.new_event_loop()
print(loop.run_until_complete(work("own loop", 0)), loop.is_closed())
loop.close()
try:
    loop.call_soon(print)
except RuntimeError as error:
    print(error)
