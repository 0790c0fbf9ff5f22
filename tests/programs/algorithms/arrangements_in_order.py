"""The choices that itertools makes from pools come in lexicographic order."""

from itertools import combinations, combinations_with_replacement, permutations, product

print(*map("".join, permutations("ABC")))
print(list(permutations([1, 2, 3], 2)))
print(list(permutations([1], 2)), list(permutations([], 0)))
print(*map("".join, combinations("ABCD", 2)))
print(list(combinations([1], 2)), list(combinations([1, 2], 0)))
print(*map("".join, combinations_with_replacement("ABC", 2)))
print(*map("".join, product("ab", "xyz")))
print(list(product([0, 1], repeat=2)), list(product()), list(product([1], [])))
print(sum(1 for _ in permutations(range(7))), sum(1 for _ in combinations(range(12), 6)))
print(type(permutations([])), type(product()))
for bad in (lambda: permutations([1], -1), lambda: combinations([1], -1), lambda: product([1], repeat=-1)):
    try:
        bad()
    except ValueError as error:
        print(error)
