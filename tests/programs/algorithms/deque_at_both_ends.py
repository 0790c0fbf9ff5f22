"""A deque takes and gives at both ends, and may be bounded."""

from collections import deque

line = deque("abc")
line.append("d")
line.appendleft("z")
line.extend([1, 2])
line.extendleft("xy")
print(line, len(line), line.pop(), line.popleft())
line.rotate(2)
print(line, line[0], line[-1], "c" in line, line.index("a"), line.count("a"))
line.insert(1, "new")
line.remove("c")
del line[0]
line[0] = "first"
line.reverse()
print(line, list(reversed(line)))
latest = deque(maxlen=3)
for number in range(6):
    latest.append(number)
print(latest, latest.maxlen, latest + deque([9]), latest * 2)
print(deque([1, 2]) < deque([1, 3]), deque([1]) == deque([1], 5), deque([1]) == [1], deque([1]).copy())
try:
    for item in latest:
        latest.append(item)
except RuntimeError as error:
    print(error)
for bad in (deque().pop, lambda: deque([1])[5], lambda: deque(maxlen=-1), lambda: deque([1]).remove(2), lambda: deque([1]).index(2)):
    try:
        bad()
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
