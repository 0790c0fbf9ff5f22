# While a memoryview shows its bytes, a bytearray, an array or a BytesIO cannot grow or shrink.
import array
import io


def attempt(text, **names):
    try:
        exec(text, names)
    except (BufferError, IndexError, TypeError, ValueError) as error:
        print(f"{text}: {type(error).__name__}: {error}")
    else:
        print(f"{text}: fine")


CHANGES = """
b.append(1)
b.append(300)
b.extend(b"")
b.extend([1])
b.extend(b)
b += b
b += b""
b.insert(0, 1)
b.pop()
b.pop(9)
b.remove(97)
b.remove(1)
b.clear()
b[:] = b"xyz"
b[:] = b"xy"
b[::2] = b"zz"
del b[0]
del b[9]
del b[0:0]
del b[::2]
b *= 1
b *= 2
b.resize(3)
b.resize(4)
b.__init__(b"x")
b[0] = 1
m.release(); b.append(1)
part = m[1:]; m.release(); b.append(1)
part = m[1:]; m.release(); part.release(); b.append(1)
"""
for change in CHANGES.strip().split("\n"):
    value = bytearray(b"abc")
    attempt(change, b=value, m=memoryview(value))

print("array")
for change in """
b.append(1)
b.append("x")
b.extend([])
b.extend(b)
b += b
b.insert(0, 1)
b.pop()
b.pop(9)
b.remove(1)
b.clear()
b[:] = b
b[:] = array.array("i", [1])
b[0:0] = array.array("i")
del b[0]
del b[0:0]
b *= 1
b *= 2
b.fromlist([1])
b.frombytes(b"")
b.reverse()
m.release(); b.append(1)
""".strip().split("\n"):
    value = array.array("i", [1, 2, 3])
    attempt(change, b=value, m=memoryview(value), array=array)

print("BytesIO")
for change in """
f.write(b"x")
f.truncate()
f.close()
f.__init__(b"x")
f.read(); f.seek(0)
m[0] = 72; print(f.getvalue())
""".strip().split("\n"):
    value = io.BytesIO(b"hello")
    attempt(change, f=value, m=value.getbuffer())
file = io.BytesIO(b"abc")
with file.getbuffer() as view:
    view[:2] = b"AB"
file.write(b"12345")
print(file.getvalue())

# A view that nothing refers to any more forbids nothing.


def grows():
    data = bytearray()
    for number in range(100):
        data.append(number)
        view = memoryview(data)
        total = sum(view)
        del view
    data += b"end"
    return len(data), total


print(grows())


class Derived(bytearray):
    pass


data = Derived(b"ab")
view = memoryview(data)
try:
    data += b"x"
except BufferError as error:
    print(error)
del view
data += b"x"
print(type(data).__name__, data)
data = bytearray(b"ab")
try:
    data += data
except BufferError as error:
    print(error)
data.extend(data)
print(data)
