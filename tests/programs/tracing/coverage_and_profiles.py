"""`trace` counts lines, `cProfile` calls, `bdb` runs a debugger of one's own."""
import bdb
import cProfile
import io
import pstats
import sys
import trace


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def work():
    numbers = []
    for n in range(5):
        numbers.append(fib(n))
    return sum(numbers)


first = work.__code__.co_firstlineno
tracer = trace.Trace(count=1, trace=0)
print(tracer.runfunc(work))
counts = tracer.results().counts
print({line - first: count for (_, line), count in counts.items() if line >= first})

with cProfile.Profile() as profile:
    work()
stats = pstats.Stats(profile, stream=io.StringIO()).stats
print({name: calls[:2] for (_, _, name), calls in stats.items() if name in ("fib", "work")})


class Stepper(bdb.Bdb):
    def user_call(self, frame, argument_list):
        if frame.f_code.co_name in ("work", "fib"):
            print("call", frame.f_code.co_name)
            self.set_step()

    def user_line(self, frame):
        if frame.f_code.co_name == "work":
            print("line", frame.f_lineno - first, frame.f_locals.get("n"))
            self.set_next(frame)

    def user_return(self, frame, value):
        print("return", value)
        self.set_continue()


print(Stepper().runcall(work), sys.gettrace())
