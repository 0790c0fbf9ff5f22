# The towers of Hanoi: the moves by recursion, and once more by generators that delegate to each other.
def moves(n, source, target, spare, made):
    if n == 0:
        return
    moves(n - 1, source, spare, target, made)
    made.append((source, target))
    moves(n - 1, spare, target, source, made)

def steps(n, source, target, spare):
    if n:
        yield from steps(n - 1, source, spare, target)
        yield source, target
        yield from steps(n - 1, spare, target, source)

def play(n):
    pegs = {"A": list(range(n, 0, -1)), "B": [], "C": []}
    count = 0
    for source, target in steps(n, "A", "C", "B"):
        disc = pegs[source].pop()
        assert not pegs[target] or pegs[target][-1] > disc
        pegs[target].append(disc)
        count += 1
    return count, pegs["C"][:3]

made = []
moves(14, "A", "C", "B", made)
check = len(made), made[:3], play(11)
