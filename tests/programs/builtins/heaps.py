# heapq on items of every kind: compared natively, by methods of their own, and not at all.
import heapq


class Task:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        return self.rank < other.rank


def numbers(count, seed=7):
    for _ in range(count):
        seed = seed * 16807 % 2147483647
        yield seed % 100


def drained(items, key=lambda item: item):
    heap = []
    for item in items:
        heapq.heappush(heap, item)
        assert all(not heap[place] < heap[(place - 1) // 2] for place in range(1, len(heap)))
    heapified = list(items)
    heapq.heapify(heapified)
    first = [key(heapq.heappop(heap)) for _ in range(len(heap))]
    second = [key(heapq.heappop(heapified)) for _ in range(len(heapified))]
    assert first == second
    return first


for items in (
    list(numbers(40)),
    [number / 7 for number in numbers(20)],
    [str(number) for number in numbers(20)],
    [(number % 5, str(number)) for number in numbers(20)],
    [1, 2.5, True, 0, -(2**70), 2**64],
):
    print(drained(items) == sorted(items), drained(items)[:3])
print(drained([Task(number) for number in numbers(15)], lambda task: task.rank))
print(drained([(number % 3, Task(number)) for number in numbers(9)], lambda item: item[1].rank)[:4])

heap = [5, 1, 4]
heapq.heapify(heap)
print(heap, heapq.heappushpop(heap, 0), heapq.heappushpop(heap, 3), heapq.heapreplace(heap, 9), heap)
print(heapq.nsmallest(3, numbers(30)), heapq.nlargest(3, numbers(30)), list(heapq.merge([1, 4], [2, 3], [0])))
for step in (lambda: heapq.heappush([1], "a"), lambda: heapq.heappop([]), lambda: heapq.heapify([1, None])):
    try:
        step()
    except (TypeError, IndexError, AttributeError) as error:
        print(type(error).__name__)
print(*(f"{value:.{places}f}" for value in (0.0, 0.5, 1.5, 2.675, 0.125, 99.995, 1e-7, 123456.789, 1e15, 2**53 + 0.0, 1e22, 5e-324) for places in (0, 1, 2, 9)))
print(*(f"{value:>10.3f}|{value:+.1%}|{value:,.2f}|{value:#.0f}|{value:.12f}" for value in (-0.0004, -2.5, 1234567.891)))
print(*(repr(value) for value in (0.1, 1.0, 100.0, 1e16, 1e-5, 123456789.125, 1e15, 5e-324, 0.0001, 1.5e300)))
print(*(round(value, 2) for value in (2.675, 1.005, -0.125, 0.375)), "%.3f %5.1f %e %g" % (2 / 3, 9.95, 12345.678, 1e-5))
print(2.5**2, 2**0.5, 10.0**-2, 1.1**10, 4**-1.5, 9.0**300.5, 2.0**-1070, 0.5**1074, 1.5**1747)
