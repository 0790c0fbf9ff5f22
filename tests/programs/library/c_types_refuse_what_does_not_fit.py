"""What the simple types of ctypes make of a value, and what they say of one that they cannot take."""
import ctypes

for kind, values in [(ctypes.c_char, ["x", b"ab", bytearray(b"y"), bytearray(b""), None, 65, 300, -1]),
                     (ctypes.c_wchar, ["x", "ab", "", 3, b"a", None]),
                     (ctypes.c_int, ["a", None, 1.5, True, 2**40 + 1]),
                     (ctypes.c_double, ["a", None, 3]),
                     (ctypes.c_bool, ["a", "", [], 2, None])]:
    print(kind(), kind.__name__)
    for value in values:
        try:
            print(f"    {value!r}: {kind(value)!r}")
        except Exception as error:
            print(f"    {value!r}: {type(error).__name__}: {error}")
