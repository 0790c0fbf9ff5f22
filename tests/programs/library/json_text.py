"""JSON: hooks, layout, and where what is wrong is."""

import json
from decimal import Decimal

text = '{"name": "Ada", "born": 1815, "tags": ["x", null, true, 1.5e3], "é": "\\u00e9\\ud83d\\ude00\\n"}'
value = json.loads(text)
print(value)
print(json.dumps(value))
print(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
print(json.dumps({"b": [1, {"c": []}], "a": {}}, indent=2))
print(json.dumps([1, [2, (3,)]], indent="--"))

print(json.loads("[1.10, 2]", parse_float=Decimal, parse_int=float))
print(json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())))
print(json.loads('{"a": 1, "a": 2}', object_pairs_hook=list), json.loads('{"a": 1, "a": 2}'))
print(json.loads("[NaN, -Infinity]", parse_constant=str))

print(json.dumps({1: "int", 2.5: "float", None: "none", True: "bool"}))
print(json.dumps({(1, 2): "skipped", "kept": 1}, skipkeys=True))
print(json.dumps([float("inf"), float("nan"), 10**30, -0.0]))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


print(json.dumps([Point(1, 2), {"p": Point(3, 4)}], default=vars))


class Encoder(json.JSONEncoder):
    def default(self, o):
        return sorted(o) if isinstance(o, set) else super().default(o)


print(json.dumps({"s": {3, 1, 2}}, cls=Encoder), Encoder().encode({1}))

for wrong in ['{"a": 1,}', "[1 2]", '"open', '{"a" 1}', "nul", "[1]x", '"\\q"', '"\\u12"', "", '"tab\there"']:
    try:
        json.loads(wrong)
    except json.JSONDecodeError as error:
        if "trailing comma" not in error.msg and "double quotes" not in error.msg:
            print(repr(wrong), error.pos, error.lineno, error.colno, error.msg.split(":")[0])

loop = [1]
loop.append(loop)
for wrong, options in [(loop, {}), ({1, 2}, {}), ({(1,): 2}, {}), (float("nan"), {"allow_nan": False})]:
    try:
        json.dumps(wrong, **options)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, str(error).split(": nan")[0])
