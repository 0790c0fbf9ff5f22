# Coroutines, asynchronous generators, comprehensions and context managers, driven by hand.
import types
@types.coroutine
def nap(): 
    x = yield 'nap'
    return x
class AIt:
    def __init__(s): s.i = 0
    def __aiter__(s): return s
    async def __anext__(s):
        s.i += 1
        if s.i > 3: raise StopAsyncIteration
        await nap()
        return s.i
class ACM:
    async def __aenter__(s): print('aenter'); return 'v'
    async def __aexit__(s, *a): print('aexit', a[0]); return True
async def agen():
    try:
        for i in range(3):
            got = yield i
            if got: print('got', got)
            await nap()
    finally:
        print('agen closed')
async def sub(n): await nap(); return n * 2
async def main():
    print(await sub(4))
    async for i in AIt(): print('for', i)
    else: print('else')
    async with ACM() as v: print(v); raise ValueError
    print([i async for i in AIt()], {i: await sub(i) for i in (1, 2)}, [await sub(i) async for i in AIt() if i > 1])
    print([x async for x in agen()])
    early = agen()
    async for x in early:
        if x == 1: break
    await early.aclose()
    g = agen()
    print(await g.__anext__(), await g.asend('hi'))
    await g.aclose()
    try: await anext(g)
    except StopAsyncIteration: print('over')
    print(await anext(g, 'default'), aiter(g) is g)
    h = (x * 2 async for x in agen())
    print([y async for y in h])
    try:
        await 5
    except TypeError as e: print(e)
    try:
        async for x in 5: pass
    except TypeError as e: print(e)
    try:
        async with 5: pass
    except TypeError as e: print(e)
    return 'done'
def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e: return e.value
print(run(main()))
c = sub(1)
c.close()
try: c.send(None)
except RuntimeError as e: print(e)
