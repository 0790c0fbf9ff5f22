# Calls with keywords, and generators made by plain calls.
def f(a, b=2, /, c=3): return a, b, c
def g(a, *, k=1): return a, k
class P:
    def __init__(self, x, y=0): self.x, self.y = x, y
print(f(1, c=5), f(1), g(1, k=2), P(x=1).y, P(1, y=3).y, P(y=1, x=2).x)
for call in (lambda: f(1, b=2), lambda: f(1, 2, 3, c=4), lambda: f(c=1), lambda: P(1, z=2), lambda: P(1, x=2)):
    try: print(call())
    except TypeError as e: print(e)
def gen(n, m=1):
    for i in range(n): yield i * m
print(list(gen(3)), list(gen(3, 2)), list(gen(3, m=4)), any(x > 1 for x in gen(3)), all(gen(2)), max(gen(4)), min(x for x in gen(3)))
