"""A seed decides all random numbers, and they are CPython's."""

import random

random.seed(42)
print(random.random(), random.randint(1, 6), random.randrange(0, 100, 5), random.uniform(1, 2))
print(random.choice("abcdef"), random.choices([1, 2, 3], weights=[5, 1, 1], k=5), random.sample(range(100), 5))
cards = list(range(10))
random.shuffle(cards)
print(cards, random.getrandbits(70), random.randbytes(3))
print(random.gauss(0, 1), random.normalvariate(0, 1), random.expovariate(2), random.betavariate(1, 2))
print(random.triangular(0, 1, 0.5), random.gammavariate(2, 1), random.lognormvariate(0, 1), random.paretovariate(3))
for seed in ("text", b"bytes", -7, 10 ** 30):
    print(random.Random(seed).random())
state = random.getstate()
first = [random.random() for _ in range(3)]
random.setstate(state)
print(first == [random.random() for _ in range(3)])
