# Permutations, combinations and products of itertools, each looked at.
from itertools import combinations, permutations, product

rising = sum(1 for p in permutations(range(8)) if p[0] < p[-1])
pairs = sum(a * b for a, b in combinations(range(200), 2))
words = ["".join(letters) for letters in product("abc", repeat=7)]
check = rising, pairs, len(set(words)), words[1000]
