"""heapq and bisect, with numbers and with objects that compare themselves."""

import bisect
import heapq


class Task:
    def __init__(self, urgency, name):
        self.urgency, self.name = urgency, name

    def __lt__(self, other):
        return self.urgency < other.urgency


heap = []
for number in (5, 1, 8, 3, 2):
    heapq.heappush(heap, number)
print(heap, heapq.heappushpop(heap, 0), heapq.heapreplace(heap, 9))
print([heapq.heappop(heap) for _ in range(len(heap))])
tasks = [Task(3, "c"), Task(1, "a"), Task(2, "b")]
heapq.heapify(tasks)
heapq.heappush(tasks, Task(0, "z"))
print([heapq.heappop(tasks).name for _ in range(4)])
print(heapq.nlargest(2, [4, 9, 1]), heapq.nsmallest(2, ["pear", "fig", "apple"], key=len), list(heapq.merge([1, 4], [2, 3])))
print(bisect.bisect([1, 3, 3, 5], 3), bisect.bisect_left([1, 3, 3, 5], 3), bisect.bisect([5, 3, 1], -3, key=lambda n: -n))
ranks = [10, 20, 30]
bisect.insort(ranks, 25)
print(ranks)
for bad in (lambda: heapq.heappop([]), lambda: heapq.heappush((1,), 2), lambda: heapq.heappush([1], "a")):
    try:
        bad()
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
