# Locks, events, conditions, semaphores, barriers and queues between tasks; threads beside them.
import asyncio
import threading


async def locks():
    lock, log = asyncio.Lock(), []

    async def critical(name):
        async with lock:
            log.append(("in", name))
            await asyncio.sleep(0.001)
            log.append(("out", name))

    await asyncio.gather(*(critical(name) for name in "abc"))
    print(log, lock.locked())
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


async def events():
    event, seen = asyncio.Event(), []

    async def waiter(number):
        await event.wait()
        seen.append(number)

    waiters = [asyncio.create_task(waiter(number)) for number in range(3)]
    await asyncio.sleep(0)
    print(seen, event.is_set())
    event.set()
    await asyncio.gather(*waiters)
    print(seen)
    condition, items = asyncio.Condition(), []

    async def consumer():
        async with condition:
            await condition.wait_for(lambda: items)
            return items.pop()

    task = asyncio.create_task(consumer())
    await asyncio.sleep(0)
    async with condition:
        items.append("item")
        condition.notify_all()
    print(await task)


async def semaphores():
    semaphore, running, most = asyncio.Semaphore(2), 0, 0

    async def limited():
        nonlocal running, most
        async with semaphore:
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.001)
            running -= 1

    await asyncio.gather(*(limited() for _ in range(6)))
    print(most)
    barrier = asyncio.Barrier(3)
    print(sorted(await asyncio.gather(*(barrier.wait() for _ in range(3)))))


async def queues():
    queue = asyncio.Queue(maxsize=2)
    results = []

    async def producer():
        for number in range(5):
            await queue.put(number)
        await queue.join()

    async def worker(name):
        while True:
            number = await queue.get()
            await asyncio.sleep(0)
            results.append(number * number)
            queue.task_done()

    workers = [asyncio.create_task(worker(name)) for name in "xy"]
    await producer()
    for task in workers:
        task.cancel()
    print(sorted(results), queue.empty())
    priority = asyncio.PriorityQueue()
    for number in (3, 1, 2):
        priority.put_nowait(number)
    print([priority.get_nowait() for _ in range(3)])
    try:
        priority.get_nowait()
    except asyncio.QueueEmpty as error:
        print(type(error).__name__)


async def threads():
    ticked = threading.Event()

    def block(number):
        ticked.wait()
        return number, threading.current_thread() is threading.main_thread()

    ticks = 0

    async def tick():
        nonlocal ticks
        while True:
            ticks += 1
            if ticks > 1:
                ticked.set()
            await asyncio.sleep(0.001)

    ticking = asyncio.create_task(tick())
    print(await asyncio.to_thread(block, 1))
    print(ticks > 1)
    ticking.cancel()
    loop = asyncio.get_running_loop()
    arrived = asyncio.Event()
    threading.Thread(target=lambda: loop.call_soon_threadsafe(arrived.set)).start()
    await arrived.wait()
    print("arrived")
    print(await loop.run_in_executor(None, block, 2))


for part in (locks, events, semaphores, queues, threads):
    print(part.__name__)
    asyncio.run(part())
