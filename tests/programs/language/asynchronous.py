# Coroutines, asynchronous generators and comprehensions under asyncio.
import asyncio
async def sub(n):
    await asyncio.sleep(0)
    return n * 2
class AIt:
    def __init__(s): s.i = 0
    def __aiter__(s): return s
    async def __anext__(s):
        s.i += 1
        if s.i > 3: raise StopAsyncIteration
        return s.i
class ACM:
    async def __aenter__(s): print('aenter'); return 'v'
    async def __aexit__(s, *a): print('aexit', a[0]); return True
async def agen():
    for i in range(3):
        yield i
        await asyncio.sleep(0)
async def main():
    print(await sub(4))
    async for i in AIt(): print('for', i)
    else: print('else')
    async with ACM() as v: print(v); raise ValueError
    print([i async for i in AIt()], {i: await sub(i) for i in (1, 2)}, [await sub(i) async for i in AIt() if i > 1])
    print([x async for x in agen()])
    print(await asyncio.gather(sub(1), sub(2)))
    async for x in agen():
        if x == 1: break
asyncio.run(main())
