# Dicts and sets whose keys say themselves how they hash and when they are equal.
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __hash__(self):
        return hash((self.x, self.y))

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


names = {Point(0, 0): "origin", Point(1, 0): "east", Point(0, 0): "centre"}
print(names)
print(names[Point(1, 0)], names.get(Point(0, 0)), names.get(Point(5, 5), "nowhere"))
print(Point(0, 0) in names, Point(9, 9) in names)
names[Point(0, 1)] = "north"
print(len(names), {Point(1, 1), Point(1, 1)})
try:
    names[Point(7, 7)]
except KeyError as error:
    print("KeyError:", error)

seen = set()
for point in [Point(1, 2), Point(2, 1), Point(1, 2)]:
    print(point, point in seen)
    seen.add(point)
print(len(seen), len({Point(i % 3, 0) for i in range(9)}))


class SameHash:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 1

    def __eq__(self, other):
        print("is", self.name, "equal to", other.name)
        return self.name == other.name


shelf = {SameHash("a"): 1}
shelf[SameHash("b")] = 2
shelf[SameHash("a")] = 3
print([(key.name, value) for key, value in shelf.items()])


class Wrong:
    def __hash__(self):
        return "one"


for use in (lambda: {Wrong(): 1}, lambda: {}[Wrong()], lambda: {Wrong()}, lambda: {}.get(Wrong())):
    try:
        use()
    except TypeError as error:
        print("TypeError:", error)


class Forgetful:
    """Its comparison empties the dict that it is a key of."""
    def __hash__(self):
        return 1

    def __eq__(self, other):
        memory.clear()
        return True


memory = {Forgetful(): 1}
memory[Forgetful()] = 2
print(list(memory.values()))
