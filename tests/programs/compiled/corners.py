# What compiled code must not take for granted.


def cleared(items):
    for item in items:
        item.clear()


rows = [[1], {1: 2}, {3}] * 30000
cleared(rows)
print(any(rows))


def nothing():
    pass


def forgotten(n):
    missing = 0
    for _ in range(n):
        while True:
            try:
                try:
                    raise ValueError
                except ValueError as error:
                    nothing()
                    break
            finally:
                try:
                    kept = error
                except UnboundLocalError:
                    missing += 1
    return missing


print(forgotten(15000))


class Tracked:
    def __del__(self):
        pass


tracked = Tracked()


def deleting(n):
    total = 0
    for i in range(n):
        x = i
        total += x
        if i % 5000 == 0:
            del x
    return total


print(deleting(150000), deleting(150000))
namespaces = [{"step": step} for step in (1, 2, 3)]
text = """
def count(n):
    total = 0
    for i in range(n):
        total += step
    return total
"""
for namespace in namespaces:
    exec(text, namespace)
function = namespaces[0]["count"]
copies = [type(function)(function.__code__, namespace) for namespace in namespaces]
for _ in range(3):
    print([copy(40000) for copy in copies])


def both(values):
    total = 0
    for value in values:
        total += value if value is not NotImplemented else 1
        total -= -value if value is not NotImplemented and value == 3 else 0
    return total


print(both([1, NotImplemented, 3, True] * 20000))
