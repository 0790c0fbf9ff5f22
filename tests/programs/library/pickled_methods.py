"""Methods are pickled as their object and their name, by the pickler in Python too."""
import pickle


class Counter:
    def __init__(self, start):
        self.value = start

    def up(self, by=1):
        self.value += by
        return self.value

    @classmethod
    def fresh(cls):
        return cls(0)


for dumps in (pickle.dumps, pickle._dumps):
    for protocol in (0, 2, 5):
        up = pickle.loads(dumps(Counter(5).up, protocol))
        print(up(), up(by=10), pickle.loads(dumps(Counter.fresh, protocol))().value, end="; ")
    print(pickle.loads(dumps(str.upper))("a"), pickle.loads(dumps([1].__len__))())
print(Counter(1).up.__reduce__()[1][1:], str.upper.__reduce__()[1])
