# Exception groups: splitting them, except*, and what is raised in the end.
def show(e):
    if isinstance(e, BaseExceptionGroup):
        return f"{type(e).__name__}({e.message!r}: {[show(x) for x in e.exceptions]})"
    return repr(e)

g = ExceptionGroup('top', [ValueError(1), ExceptionGroup('in', [TypeError(2), ValueError(3)]), KeyError('k')])
print(g, repr(g))
print(show(g.subgroup(ValueError)), show(g.split((TypeError, KeyError))[1]), g.subgroup(OSError))
print(show(g.subgroup(lambda e: isinstance(e, ValueError) and e.args[0] > 1)))
print(type(BaseExceptionGroup('b', [ValueError()])).__name__, type(BaseExceptionGroup('b', [KeyboardInterrupt()])).__name__)
for bad in (lambda: ExceptionGroup('x', []), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup('x', [1]),
            lambda: ExceptionGroup('x', [KeyboardInterrupt()])):
    try: bad()
    except (TypeError, ValueError) as e: print(type(e).__name__, e)

def run(body, *handlers):
    try:
        body()
    except BaseException as e:
        print('out:', show(e), '| context', show(e.__context__) if e.__context__ else None)

def one():
    try: raise g
    except* ValueError as e: print('V', show(e))
    except* TypeError as e: print('T', show(e)); raise
run(one)
def two():
    try: raise g
    except* ValueError: raise RuntimeError('new')
    except* (TypeError, KeyError): pass
run(two)
def three():
    try: raise ValueError('plain')
    except* ValueError as e: print(show(e))
    else: print('no else')
    finally: print('finally')
run(three)
def four():
    try: raise ValueError('plain')
    except* TypeError: print('not this')
run(four)
def five():
    try: pass
    except* ValueError: pass
    else: print('else')
run(five)
def six():
    try:
        try: raise ExceptionGroup('a', [OSError(1), ValueError(2)])
        except* OSError as e: raise KeyError('in handler') from e
    except ExceptionGroup as e:
        print(show(e), show(e.exceptions[0].__cause__) if e.exceptions[0].__cause__ else None)
run(six)
class MyGroup(ExceptionGroup):
    def derive(self, excs): return MyGroup(self.message, excs)
try: raise MyGroup('mine', [ValueError(1), TypeError(2)])
except* ValueError as e: print(type(e).__name__, show(e))
except* TypeError as e: print(type(e).__name__)
def seven():
    for i in range(3):
        try:
            if i: raise ExceptionGroup('l', [ValueError(i)])
        except* ValueError as e:
            print('loop', i, show(e))
run(seven)
try:
    try: raise ExceptionGroup('a', [ValueError(1)])
    except* ExceptionGroup: pass
except TypeError as e: print(e)
