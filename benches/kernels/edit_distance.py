# The Levenshtein distance, row by row.
def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (x != y)))
        previous = row
    return previous[-1]

check = distance("kitten sitting on the mat" * 12, "sitting kitten at the mall" * 12)
