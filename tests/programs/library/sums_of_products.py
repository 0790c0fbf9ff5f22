"""`math.sumprod` rounds once, and `sys.version_info` and times show their fields."""
import math
import platform
import sys
import time

print(math.sumprod([0.1] * 10, [3.0] * 10), math.sumprod([1e16, 1.0, -1e16], [1.0, 1.0, 1.0]))
print(math.sumprod([1, 2], [3, 4]), math.sumprod([1.5, True], [2, 3]), math.sumprod([], []))
try:
    math.sumprod([1], [1, 2])
except ValueError as error:
    print(error)
print(repr(time.gmtime(86400)))
print(repr(sys.version_info).startswith("sys.version_info(major=3, minor="), platform.python_version_tuple()[0])
