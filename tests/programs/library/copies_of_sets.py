# Copies of sets, shallow and deep.
import copy

numbers = {1, 2, 3}
print(sorted(copy.copy(numbers)), sorted(copy.deepcopy(numbers)), copy.deepcopy(numbers) is numbers)
print(copy.deepcopy([{"names": {"a"}}, frozenset([(1, 2)])]))


class Named(set):
    def __init__(self, items=(), name="none"):
        super().__init__(items)
        self.name = name


named = Named([1, 2], "pair")
twin = copy.deepcopy(named)
print(type(twin).__name__, sorted(twin), twin.name, twin == named, twin is named)
print({5}.__reduce_ex__(4))
