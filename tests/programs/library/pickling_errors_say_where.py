"""The notes of an error in pickling lead from the object at fault to the one that was to be pickled."""
import collections
import functools
import pickle
import threading


class Plain:
    pass


class OwnList(list):
    pass


class OwnDict(dict):
    pass


class Slots:
    __slots__ = ("field",)


class Reduced:
    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


class Arguments:
    def __new__(cls, *args, **kwargs):
        return super().__new__(cls)

    def __getnewargs_ex__(self):
        return (), {"key": nameless}


class OwnState:
    def __getstate__(self):
        return nameless


def nested():
    class Local:
        pass
    return Local


def attempt(value):
    try:
        pickle.dumps(value)
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0].split("<function")[0])
        for note in getattr(error, "__notes__", ()):
            print("   ", note)


nameless = lambda: 1
plain, slots = Plain(), Slots()
plain.target, plain.args = nameless, (1,)
slots.field = nameless
for value in [[1, nameless], (nameless,), {"a": 1, "b": nameless}, {nameless: 1}, {1, nameless}, frozenset([nameless])]:
    attempt(value)
for value in [plain, {"inner": [plain]}, OwnList([1, nameless]), OwnDict(k=nameless), slots, OwnState(), [Arguments()]]:
    attempt(value)
for value in [(nameless, ()), (list, ([nameless],)), TypeError("no"), 5, (list, 5)]:
    attempt([Reduced(value)])
attempt(collections.OrderedDict(k=nameless))
attempt(collections.deque([nameless]))
attempt(functools.partial(nameless, 1))
attempt(ValueError(nameless))
attempt([threading.Lock()])
attempt(nested())
attempt([2, nested()()])
# What is written after the items of more than one batch.
attempt([list(range(1500)) + [nameless]])
