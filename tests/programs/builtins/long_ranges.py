"""Ranges may count beyond what fits a machine word."""

import pickle

far = range(2**70, 2**70 + 50, 7)
print(far, type(far) is range, len(far), far[1] - 2**70, far[-1] - 2**70, far[2:4], far[::-2] == range(2**70 + 49, 2**70 - 1, -14))
print(list(range(10**20, 10**20 + 3)), sum(far) - 8 * 2**70, tuple(reversed(range(-10**19, -10**19 + 2))))
print(2**70 + 7 in far, 2**70 + 8 in far, far.index(2**70 + 14), far.count(2**70), "x" in far, 5.0 in range(10))
print(far == range(2**70, 2**70 + 48, 7), hash(far) == hash(range(2**70, 2**70 + 48, 7)), range(2**70, 0) == range(0), {far: 1}[far])
print(pickle.loads(pickle.dumps(far)) == far, far.start == 2**70, far.step, bool(range(2**70, 2**70)))
everything = range(-2**63, 2**63)
print(everything[0], everything[-1], everything[2**63], next(iter(everything)), next(reversed(everything)))
for attempt in (lambda: len(range(2**64)), lambda: range(2**70, 2**71, 0), lambda: far[100], lambda: far.index(1), lambda: range(3).index(7)):
    try:
        print(attempt())
    except (OverflowError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
print(slice(None, 2**80, 2).indices(10), slice(-2**80, None).indices(2**70) == (0, 2**70, 1))
