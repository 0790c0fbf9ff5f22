"""Iterators of itertools go on where those that they draw from stand."""

from itertools import chain, compress, count, cycle, dropwhile, groupby, islice, pairwise, repeat, starmap, takewhile, tee, zip_longest


def squares():
    for number in count():
        yield number * number


print(list(chain("ab", [1, 2], (n for n in range(2)), {5: 6})))
print(list(chain.from_iterable([[1], [2, 3], []])))
print(list(islice(squares(), 2, 9, 3)), list(islice(range(9), 4)))
numbers = iter(range(10))
print(list(islice(numbers, 3)), next(numbers))
print(count(5), count(1, 3), repeat("x"), repeat("x", 2))
print(list(zip(count(10, -2), "abc")), list(islice(cycle("ab"), 5)), list(repeat(7, 2)))
print(list(takewhile(lambda n: n < 20, squares())), list(dropwhile(lambda n: n < 3, [1, 3, 1])))
print([(key, list(run)) for key, run in groupby("aabccc")], [key for key, _ in groupby([2, 4, 1, 3], lambda n: n % 2)])
print(list(pairwise(islice(squares(), 4))), list(compress("abcd", [1, 0, 1, 1])))
print(list(zip_longest("a", "xyz", fillvalue="-")))
print(list(starmap(pow, [(2, 3), (3, 2)])))
first, second = tee(iter("abc"))
print(next(first), list(second), list(first))
