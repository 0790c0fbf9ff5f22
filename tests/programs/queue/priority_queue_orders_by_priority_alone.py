"""Items of a PriorityQueue that only compare by their priority."""
from dataclasses import dataclass, field
from queue import PriorityQueue
from typing import Any


@dataclass(order=True)
class PrioritizedItem:
    priority: int
    item: Any = field(compare=False)


queue = PriorityQueue()
for priority, item in [(3, {"late"}), (1, {"first"}), (2, object), (1, {"also first"})]:
    queue.put(PrioritizedItem(priority, item))
print([queue.get().priority for _ in range(queue.qsize())], queue.empty())
