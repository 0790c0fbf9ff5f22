# All ways to place eight queens, by backtracking.
def place(row, columns, rising, falling, size):
    if row == size:
        return 1
    found = 0
    for column in range(size):
        if column in columns or row + column in rising or row - column in falling:
            continue
        columns.add(column)
        rising.add(row + column)
        falling.add(row - column)
        found += place(row + 1, columns, rising, falling, size)
        columns.remove(column)
        rising.remove(row + column)
        falling.remove(row - column)
    return found

check = place(0, set(), set(), set(), 8)
