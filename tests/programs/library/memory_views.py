# memoryview: what it shows of bytes, and writes through to them.
b=bytearray(b"hello world!")
m=memoryview(b)
print(len(m), m[0], m[1:4].tobytes(), m[::2].tolist()[:3], bytes(m[::-1]))
m[0]=72; m[6:11]=b"WORLD"
print(b, m==b, m.nbytes, m.format, m.shape, m.readonly)
c=m.cast('I'); print(c.tolist(), c.itemsize, len(c))
c[0]=1; print(b[:4])
print(memoryview(b"abc").hex(), hash(memoryview(b"abc"))==hash(b"abc"), list(memoryview(b'ab')), b"x".join([memoryview(b"a"),b"b"]))
try: memoryview(3)
except TypeError as e: print(e)
with memoryview(b) as q: pass
try: q[0]
except ValueError as e: print(e)
import re
print(re.findall("[^\u0100-\u2000\ud000-\ud7ffa-z]+", "abcA1\u3000x"))
