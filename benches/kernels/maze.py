# The shortest way through a grid with walls, by breadth-first search.
from collections import deque

def shortest(grid, start, goal):
    rows, columns = len(grid), len(grid[0])
    queue = deque([(start, 0)])
    seen = {start}
    while queue:
        (row, column), distance = queue.popleft()
        if (row, column) == goal:
            return distance
        for down, right in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
            r, c = row + down, column + right
            if 0 <= r < rows and 0 <= c < columns and grid[r][c] != "#" and (r, c) not in seen:
                seen.add((r, c))
                queue.append(((r, c), distance + 1))
    return None

grid = ["".join("#" if (i * 7 + j * 11) % 13 == 0 and (i + j) % 3 else "." for j in range(100)) for i in range(100)]
check = shortest(grid, (0, 1), (99, 98))
