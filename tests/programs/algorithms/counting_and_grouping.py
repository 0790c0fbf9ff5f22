"""Counter, defaultdict, OrderedDict and ChainMap."""

from collections import ChainMap, Counter, OrderedDict, defaultdict

letters = Counter("mississippi")
print(letters, letters.most_common(2), letters["x"], letters.total())
letters.update("miss")
letters.subtract({"i": 3})
print(letters, Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3, b=1) - Counter(a=1, b=2), +Counter(a=0, b=-1))
print(sorted(Counter(a=2, b=1).elements()), Counter(a=3) & Counter(a=1), Counter(a=3) | Counter(a=5))

groups = defaultdict(list)
for word in "one two three four five".split():
    groups[len(word)].append(word)
print(groups, dict(groups), groups.get(9))
totals = defaultdict(int, {"a": 1})
totals["a"] += 1
totals["b"] += 5
print(totals, totals.copy() == totals)
try:
    defaultdict()["missing"]
except KeyError as error:
    print("KeyError", error)

ordered = OrderedDict.fromkeys("abcd")
ordered.move_to_end("b")
ordered.move_to_end("d", last=False)
print("".join(ordered), ordered.popitem(last=False), ordered.popitem(), "".join(reversed(ordered)))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1))

settings = ChainMap({"color": "red"}, {"color": "blue", "size": 3})
print(settings["color"], settings["size"], sorted(settings), settings.new_child({"size": 1})["size"])
