# A loop that leaves an asynchronous generator early: the event loop closes the generator, which may await.
import asyncio
import gc


async def numbers(name):
    try:
        for number in range(10):
            yield number
    finally:
        await asyncio.sleep(0)
        print(name, "closed")


async def first(generator):
    async for item in generator:
        return item


async def main():
    print(await first(numbers("left early")))
    gc.collect()
    await asyncio.sleep(0.05)
    kept = numbers("kept to the end")
    print(await anext(kept))
    print("end of main")
    return kept


kept = asyncio.run(main())
print("after run")
