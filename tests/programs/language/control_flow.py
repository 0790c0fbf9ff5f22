# Control flow, exceptions and what leaves blocks.
def f(n):
    for i in range(n):
        try:
            if i == 1: continue
            if i == 3: break
            print('body', i)
        finally:
            print('finally', i)
    else:
        print('else')
    return 'done'
print(f(2), f(6))

def g():
    x = 1
    try:
        return x
    finally:
        x = 2
        print('x', x)
print(g())

def h():
    for i in range(3):
        try:
            return i
        finally:
            continue
    return 'fell'
print(h())

def k():
    while True:
        try:
            try:
                raise ValueError('a')
            except ValueError as e:
                print('caught', e)
                raise KeyError('b') from e
            finally:
                print('inner finally')
        except KeyError as e:
            print(repr(e), repr(e.__cause__), repr(e.__context__))
            break
        finally:
            print('outer finally')
    try:
        e
    except UnboundLocalError as err:
        print(err)
k()

def ctx():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise TypeError('t')
    except TypeError as e:
        print(type(e.__context__).__name__, e.__suppress_context__)
    try:
        raise
    except RuntimeError as e:
        print(e)
ctx()

class CM:
    def __init__(self, name, swallow=False): self.name = name; self.swallow = swallow
    def __enter__(self): print('enter', self.name); return self
    def __exit__(self, t, v, tb):
        print('exit', self.name, t and t.__name__, v, tb is not None)
        return self.swallow
def w():
    with CM('a') as a, CM('b', True) as b:
        raise ValueError(a.name + b.name)
    print('after')
    with CM('c'):
        return 'ret'
print(w())
for i in range(3):
    with CM(i):
        if i == 0: continue
        break
try:
    with CM('d'):
        raise KeyError('x')
except KeyError as e:
    print('outer', e)

def nested():
    try:
        try:
            return 1
        finally:
            print('one')
    finally:
        print('two')
print(nested())
def override():
    try:
        raise ValueError
    finally:
        return 'swallowed'
print(override())
def ret_in_except():
    for x in [1]:
        try:
            raise ValueError(x)
        except ValueError as e:
            return e.args
print(ret_in_except())
def tryelse():
    try:
        pass
    except ValueError:
        print('no')
    else:
        print('else')
        try: raise TypeError
        except (ValueError, TypeError): print('tuple')
    finally:
        print('fin')
tryelse()
def bare():
    try: raise SystemExit(3)
    except: print('bare')
bare()
def rr():
    try:
        try: raise ValueError('first')
        except ValueError:
            try: raise KeyError('second')
            except KeyError: pass
            raise
    except ValueError as e: print('re', e)
rr()
def unbound(flag):
    if flag: y = 1
    try: return y
    except UnboundLocalError as e: return str(e)
print(unbound(True), unbound(False))
def dele():
    x = 1
    del x
    try: x
    except NameError as e: print(type(e).__name__, e)
    for i in range(2):
        z = i
        if i: del z
    try: print(z)
    except UnboundLocalError: print('z gone')
dele()
while True:
    n = 0
    while n < 5:
        n += 1
        if n == 2: continue
        if n == 4: break
    else:
        print('never')
    print(n)
    break
x = 5
while x:
    x -= 1
else:
    print('while else', x)
assert True, 'no'
try: assert x, f'msg {x}'
except AssertionError as e: print('assert', e)
try: assert x
except AssertionError as e: print('assert', repr(e))
def deep():
    try:
        try:
            try: raise A
            except ValueError: print('no')
        except TypeError: print('no')
    except NameError as e: print(e)
deep()
def gen_fin():
    try:
        yield 1
        yield 2
    finally:
        print('gen closed')
g = gen_fin(); print(next(g)); g.close()
for v in gen_fin():
    print(v)
def eg():
    try:
        raise ExceptionGroup('g', [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as e:
        print('V', e.exceptions)
    except* (TypeError, OSError) as e:
        print('T', e.exceptions)
try: eg()
except ExceptionGroup as e: print('rest', e.exceptions)
try:
    raise ValueError('plain')
except* ValueError as e: print(type(e).__name__, e.exceptions)
