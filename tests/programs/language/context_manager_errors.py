# What is said of objects that are no context managers.
class A:
    def __enter__(self): pass
class B:
    def __exit__(self, *a): pass
class C:
    async def __aenter__(self): pass
    async def __aexit__(self): pass
class D: pass
for o in (A(), B(), C(), D(), 5):
    try:
        with o: pass
    except TypeError as e: print(e)
    async def f():
        async with o: pass
    try: f().send(None)
    except TypeError as e: print(e)
    except StopIteration: print('stop')
