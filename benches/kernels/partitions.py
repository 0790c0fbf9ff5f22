# How many ways there are to split a number into summands, remembered by lru_cache.
from functools import lru_cache

@lru_cache(maxsize=None)
def partitions(total, largest):
    if total == 0:
        return 1
    if total < 0 or largest == 0:
        return 0
    return partitions(total - largest, largest) + partitions(total, largest - 1)

partitions.cache_clear()
check = partitions(200, 200)
