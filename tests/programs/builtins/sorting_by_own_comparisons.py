# Sorting objects whose comparison is a Python method: stable, reversed, and with errors.
import random


class Card:
    def __init__(self, rank, place):
        self.rank, self.place = rank, place

    def __lt__(self, other):
        return self.rank < other.rank


random.seed(3)
for count in (0, 1, 2, 3, 8, 9, 17, 100):
    cards = [Card(random.randrange(10), place) for place in range(count)]
    ranked = [(card.rank, card.place) for card in sorted(cards)]
    assert ranked == sorted(ranked)
    cards.sort(reverse=True)
    assert [(card.rank, card.place) for card in cards] == sorted(ranked, key=lambda pair: (-pair[0], pair[1]))
    print(count, ranked[:3])

asked = []


class Loud(Card):
    def __lt__(self, other):
        asked.append((self.place, other.place))
        return super().__lt__(other)


sorted(Loud(place, place) for place in range(64))
print(len(asked) < 64 * 6)


class Odd:
    def __lt__(self, other):
        return "yes" if id(self) < id(other) else ""


print(len(sorted([Odd(), Odd(), Odd()])))


class Broken:
    def __lt__(self, other):
        raise ValueError("not to be compared")


cards = [Broken(), Broken()]
try:
    cards.sort()
except ValueError as error:
    print(error, len(cards))
