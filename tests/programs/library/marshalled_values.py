"""`marshal` writes plain values and code objects, and reads what CPython has written."""
import marshal

values = [None, True, ..., 5, -(2**40), 2**100, 1.5, 2j, "text", "ü" * 300, b"data", (1, [2, {3: {4, 5}}]), frozenset("a")]
print(all(marshal.loads(marshal.dumps(value)) == value for value in values))
print(marshal.loads(b"\xe9\x05\x00\x00\x00"), marshal.loads(b"\xa9\x02\xda\x01ar\x01\x00\x00\x00"))
code = compile("def f(x, *, y=2**80):\n    return [x, y, 'text', 1.5, (b'b', None), x in {1, 2}]\nanswer = f(n)", "<code>", "exec")
namespace = {"n": 4}
exec(marshal.loads(marshal.dumps(code)), namespace)
print(namespace["answer"])
for data in (b"", b"i\0", b"?", b"s\5\0\0\0ab"):
    try:
        marshal.loads(data)
    except (EOFError, ValueError) as error:
        print(type(error).__name__, error)
try:
    marshal.dumps(object())
except ValueError as error:
    print(error)
