# Conway's game of life with a set of living cells.
def neighbours(cell):
    x, y = cell
    return {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} - {cell}

def step(living):
    candidates = set(living)
    for cell in living:
        candidates |= neighbours(cell)
    after = set()
    for cell in candidates:
        count = len(neighbours(cell) & living)
        if count == 3 or count == 2 and cell in living:
            after.add(cell)
    return after

living = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (10, 10), (10, 11), (10, 12), (11, 11), (30, 30), (31, 30), (32, 30)}
for _ in range(60):
    living = step(living)
check = sorted(living)[:5], len(living)
