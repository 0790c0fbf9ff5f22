"""A memoryview groups its items into rows and columns; parts of it are not there, as in CPython."""

grid = memoryview(bytearray(range(12))).cast("B", [3, 4])
print(grid.ndim, grid.shape, grid.strides, len(grid), grid.nbytes, grid.contiguous, grid.f_contiguous)
print(grid.tolist())
print(grid[0, 0], grid[1, 2], grid[-1, -1])
grid[1, 2] = 99
print(grid.tolist()[1], grid.tobytes())

numbers = memoryview(bytearray(24)).cast("i", (2, 3))
numbers[1, 1] = -7
print(numbers.tolist(), numbers.strides, numbers.itemsize)
flat = numbers.cast("B")
print(flat.ndim, flat.shape, flat[16:20].tobytes())
print(memoryview(b"abcd").cast("B", (2, 2)) == memoryview(b"abcd").cast("B", (2, 2)))
print(memoryview(b"abcd").cast("B", (2, 2)) == memoryview(b"abcd"))
print(memoryview(b"ab").cast("B", [1, 1, 2]).tolist(), memoryview(b"x").cast("B", []).tolist())
print(memoryview(b"abc")[1,], memoryview(b"x").cast("B", [])[()])

rows = grid[::-2]
print(rows.shape, rows.strides, rows.tolist(), rows.contiguous, rows[1, 3], rows.tobytes())
print(grid[1:3].tolist(), grid[1:1].shape, grid[1:1].tolist())


def fails(action):
    try:
        action()
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


fails(lambda: grid[1])
fails(lambda: list(grid))
fails(lambda: grid.__setitem__(slice(0, 1), b"abcd"))
fails(lambda: grid[1,])
fails(lambda: grid[1, 2, 3])
fails(lambda: grid[1, 4])
fails(lambda: grid[3, 0])
fails(lambda: grid[0, "x"])
fails(lambda: grid.cast("B", [12, 1]))
fails(lambda: memoryview(b"abcd").cast("B", [3]))
fails(lambda: memoryview(b"abcd").cast("B", [2, 0]))
fails(lambda: memoryview(b"abcd").cast("B", ["x"]))
fails(lambda: memoryview(b"abcd").cast("B", "ab"))
fails(lambda: len(memoryview(b"x").cast("B", [])))
fails(lambda: memoryview(b"x").cast("B", [])[0])
fails(lambda: memoryview(b"abc") < b"abd")
fails(lambda: b"abc" < memoryview(b"abd"))
print(bytearray(b"abc") < memoryview(b"abd"))
