"""Pickles: what travels, and who has a say in it."""

import io
import pickle
import pickletools


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


class Counted:
    made = 0

    def __new__(cls, *args):
        Counted.made += 1
        return super().__new__(cls)

    def __getnewargs__(self):
        return (1,)

    def __getstate__(self):
        return {"kept": "state"}

    def __setstate__(self, state):
        self.kept = state["kept"] + "!"


class Celsius(float):
    pass


shared = [1]
value = {"n": [0, -1, 300, 10**20, 2.5, True, None, 1j], "t": ("é", b"b", bytearray(b"x")), "s": {1}, "f": frozenset([2]),
         "shared": (shared, shared), "p": Point(1, [2]), "c": Celsius(20.5), "r": range(3)}
for protocol in range(1, pickle.HIGHEST_PROTOCOL + 1):
    back = pickle.loads(pickle.dumps(value, protocol))
    print(protocol, back == value, back["shared"][0] is back["shared"][1], type(back["c"]).__name__)

print(pickle.loads(pickle.dumps(Counted())).kept, Counted.made)
cycle = []
cycle.append(cycle)
again = pickle.loads(pickle.dumps(cycle))
print(again is again[0], pickle.loads(pickle.dumps(len)) is len, pickle.loads(pickle.dumps(Point)) is Point)

file = io.BytesIO()
pickler = pickle.Pickler(file)
for item in ("one", shared, shared):
    pickler.dump(item)
file.seek(0)
unpickler = pickle.Unpickler(file)
print([unpickler.load() for _ in range(3)])
try:
    unpickler.load()
except EOFError as error:
    print("end:", error)


class Naming(pickle.Pickler):
    def persistent_id(self, obj):
        return f"point {obj.x}" if isinstance(obj, Point) else None


class Finding(pickle.Unpickler):
    def persistent_load(self, pid):
        return pid.upper()

    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"{name} is forbidden")


file = io.BytesIO()
Naming(file).dump([Point(3, 4), 5])
print(Finding(io.BytesIO(file.getvalue())).load())
try:
    Finding(io.BytesIO(pickle.dumps(Counted()))).load()
except pickle.UnpicklingError as error:
    print(error)


class Reducing(pickle.Pickler):
    def reducer_override(self, obj):
        return (complex, (obj.x, 9)) if isinstance(obj, Point) else NotImplemented


file = io.BytesIO()
Reducing(file).dump(Point(1, 2))
print(pickle.loads(file.getvalue()))

for data in [b"", b"garbage", pickle.dumps([1, 2, 3])[:-3]]:
    try:
        pickle.loads(data)
    except (EOFError, pickle.UnpicklingError) as error:
        print(type(error).__name__)
for thing in [lambda: 0, (x for x in "a")]:
    try:
        pickle.dumps(thing)
    except (TypeError, AttributeError, pickle.PicklingError):
        print("cannot pickle a", type(thing).__name__)
pickletools.dis(pickle.dumps((1, "a")))
