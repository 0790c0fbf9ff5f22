"""A coroutine that nobody awaits does not run, and a warning says so."""

import asyncio


async def greet():
    print("hello")


async def main():
    greet()
    print("done")


asyncio.run(main())
