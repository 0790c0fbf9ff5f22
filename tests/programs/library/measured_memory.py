"""tracemalloc tells how much memory is in use, and was at most."""

import tracemalloc

print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
tracemalloc.start()
texts = [str(number) for number in range(50000)]
current, peak = tracemalloc.get_traced_memory()
print(tracemalloc.is_tracing(), 2_000_000 < current < 8_000_000, current <= peak < 10_000_000)
del texts
current, peak = tracemalloc.get_traced_memory()
print(current < 100_000, peak > 2_000_000)


def peak_of(make):
    tracemalloc.reset_peak()
    make()
    return tracemalloc.get_traced_memory()[1]


lazily = peak_of(lambda: sum(len(str(number)) for number in range(50000)))
at_once = peak_of(lambda: sum([len(str(number)) * 1000 for number in range(50000)]))
print(lazily < 300_000 < at_once)
block = bytearray(3_000_000)
print(3_000_000 <= tracemalloc.get_traced_memory()[0] < 3_200_000)
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
try:
    tracemalloc.take_snapshot()
except RuntimeError as error:
    print(error)
