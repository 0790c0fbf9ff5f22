# What built-in functions, methods and descriptors are, how they are shown, and what they say of themselves.
import inspect
import types


class Slots:
    __slots__ = ("x",)


class Empty:
    pass


for text in """
len
list.append
int.__add__
object.__init__
(1).__add__ is not None
type((1).__add__)
type([].__len__)
type(object().__str__)
type(int.__add__)
type(str.join)
type(list.__getitem__)
type(dict.__contains__)
type(len)
type([].append)
type(dict.fromkeys)
type(dict.__dict__["fromkeys"])
dict.__dict__["fromkeys"]
int.__dict__["real"]
type(int.__dict__["real"])
Slots.x
type(Slots.x)
type(Empty.__dict__["__dict__"])
Empty.__init__
Empty.__str__
types.WrapperDescriptorType is type(object.__init__)
types.MethodWrapperType is type(object().__str__)
types.MethodDescriptorType is type(str.join)
types.ClassMethodDescriptorType is type(dict.__dict__["fromkeys"])
types.BuiltinMethodType is type([].append)
inspect.isroutine((1).__add__)
inspect.ismethodwrapper((1).__add__)
inspect.ismethoddescriptor(str.join)
len.__self__
"".join.__self__
(1).__add__.__self__
(1).__add__.__objclass__
(1).__add__.__qualname__
str.join.__objclass__
len.__module__
(1).__add__ == (1).__add__
[].append == [].append
int.__add__.__get__(1)(2)
str.join.__get__("a")(["x", "y"])
dict.__dict__["fromkeys"].__get__(None, dict)([1])
len.__text_signature__
str.split.__text_signature__
list.__text_signature__
int.__text_signature__
inspect.signature(len)
inspect.signature(str.split)
inspect.signature("".split)
inspect.signature((1).__add__)
inspect.signature(int.__add__)
inspect.signature(print)
inspect.signature(sorted)
inspect.signature(object)
inspect.signature(Empty)
inspect.signature(Slots)
inspect.signature(list)
inspect.signature(zip)
inspect.signature(int)
inspect.signature(Exception)
int.__add__()
int.__add__("", 1)
str.join(1, [])
list.__getitem__(1, 2)
sorted([1], foo=1)
exit
help
""".strip().split("\n"):
    try:
        print(text, "->", eval(text))
    except (TypeError, ValueError) as error:
        print(text, "!", error)

# Classes derived from built-in ones show their own names.


class Named(set):
    def __repr__(self):
        return "named " + super().__repr__()


print(Named([1]), Named(), repr(type("Frozen", (frozenset,), {})([2])), str(type("Bytes", (bytearray,), {})(b"x")))

# int.__new__(str) makes nothing that breaks.
try:
    print(type(int.__new__(str)) is str)
except TypeError:
    print(False)
print(type[int], type[int].__origin__)
