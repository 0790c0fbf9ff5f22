# Expressions of large integer constants.
print(2**100, 10**20 + 1, -(2**63), ~(2**70), 1 << 70 >> 3)
print(2**64 % 1000, -(10**20) // 7, 10**20 - 10**20, 2**-1, (1 << 127).bit_length())
print(len(str(10**200)), (3**80) & 0xFFFF, 10**30 / 10**29)
try:
    print(10**30 // 0)
except ZeroDivisionError as error:
    print("ZeroDivisionError")
try:
    print(1 << -1)
except ValueError as error:
    print(error)
