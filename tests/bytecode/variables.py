# Locals are used in place; only reads that may be unbound are checked.
def f(flag, n):
    a, b = 0, 1
    for i in range(n):
        a, b = b, a + b
    if flag:
        x = [a, b]
    del a
    return x, b, lambda: n
