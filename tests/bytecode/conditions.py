# Comparisons and jumps are one instruction, and jumps to jumps go.
def f(a, b, c):
    if a < b and (c is None or not c):
        return 1
    while a != 0:
        if a in (1, 2):
            break
        a -= 1
    return 1 < a < 5
