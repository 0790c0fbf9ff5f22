# athrow() takes an exception or its class; the generator may handle it and yield on.
import asyncio


async def patient():
    while True:
        try:
            yield "next"
        except ValueError as error:
            yield f"handled {error!r}"


async def main():
    generator = patient()
    print(await anext(generator))
    print(await generator.athrow(ValueError))
    print(await anext(generator))
    print(await generator.athrow(ValueError("given")))
    try:
        await generator.athrow(KeyError("unexpected"))
    except KeyError as error:
        print("came back:", repr(error))
    try:
        await anext(generator)
    except StopAsyncIteration:
        print("over")


asyncio.run(main())
