# List, set, dict comprehensions, nested ones, their scope, and unpacking in every place.
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)])
print([x * y for x in range(3) for y in range(x) if (x + y) % 2])
print({n % 3 for n in range(10)} == {0, 1, 2}, {n: n * n for n in range(4)})
print([(lambda: i)() for i in range(3)], [i if i % 2 else -i for i in range(5)])
x = "untouched"
[x for x in range(3)]
print(x)

first, *middle, last = range(6)
print(first, middle, last)
(a, b), [c, *d] = (1, 2), "xyz"
print(a, b, c, d)
*start, end = "abc"
print(start, end)
a, b = b, a
print(a, b, [*range(3), *"ab"], (*[1], 2), {*[1, 2], 2} == {1, 2}, {**{"k": 1}, "k": 2, **{"m": 3}})
for i, (k, v) in enumerate({"a": 1, "b": 2}.items(), start=1):
    print(i, k, v)
for wrong in ("a, b = 1, 2, 3", "a, b = [1]", "a, *b = ()", "a, b = 5"):
    try:
        exec(wrong) if False else None
    except ValueError:
        pass


def fail(pieces):
    try:
        one, two = pieces
    except (ValueError, TypeError) as error:
        print(type(error).__name__ + ":", error)


fail([1])
fail([1, 2, 3])
fail(5)
items = [3, 1, 2]
items[0], items[2] = items[2], items[0]
print(items)
i = 0
i, items[i] = 1, "set"
print(i, items)
print([y for x in [[1, 2], [3]] for y in x], [[y for y in range(x)] for x in range(3)])
print(sorted({c for c in "hello"}), "".join(c.upper() for c in "shout"), any(n > 3 for n in range(5)))
total = 0
for total_part in (n for n in range(5)):
    total += total_part
else:
    print("else of for", total)
n = 0
while n < 3:
    n += 1
    if n == 2:
        continue
else:
    print("else of while", n)
for n in range(10):
    if n == 4:
        break
else:
    print("never")
print(n)
