"""What the built-in functions, types and methods do: their `__doc__`, for `help()`."""

# One sentence on each line, after the name that it describes. Methods that are not here are looked up in the types
# of `_ALIKE`, then by their plain names in `_SPECIAL`.
_SENTENCES = """
abs Give the size of a number, without its sign.
aiter Give the asynchronous iterator of an asynchronous iterable.
all Tell whether every item of the iterable is true; an empty one has none that is not.
anext Give an awaitable for the next item of an asynchronous iterator; the default is for when there is none.
any Tell whether at least one item of the iterable is true.
ascii Like repr(), with everything that is not ASCII written as an escape.
bin Write an integer in base 2, with the prefix 0b.
breakpoint Stop here and hand over to the debugger that sys.breakpointhook names.
callable Tell whether the object can be called, as functions, classes and objects with __call__ can.
chr Give the character with a Unicode code point from 0 to 0x10ffff.
compile Make a code object of source text or of a syntax tree, for exec() or eval().
delattr Delete the attribute of that name; delattr(x, 'y') does what del x.y does.
dir List names: those in the current scope, or the attributes of the object.
divmod Give the pair (x // y, x % y).
eval Evaluate an expression, given as text or code, and return its value.
exec Execute statements, given as text or code.
format Write a value as a format specification says, as f"{value:format_spec}" does.
getattr Give the attribute of that name, or the default if there is one and the attribute is missing.
globals Give the dictionary of the current module's names.
hasattr Tell whether the object has an attribute of that name.
hash Give the object's hash; objects that are equal have the same.
hex Write an integer in base 16, with the prefix 0x.
id Give a number that no other object has as long as this one lives.
input Show the prompt and read a line from standard input, without its line break.
isinstance Tell whether the object is an instance of a class, or of one of a tuple or union of classes.
issubclass Tell whether a class is derived from another one, or from one of a tuple or union of classes.
iter Give an iterator over an iterable; iter(callable, sentinel) calls until the sentinel is returned.
len Count the items of a container.
locals Give a dictionary of the local variables.
max Give the largest item of an iterable, or the largest of several arguments; key= says by what to compare.
min Give the smallest item of an iterable, or the smallest of several arguments; key= says by what to compare.
next Give the next item of an iterator, or the default if there is one and the iterator is at its end.
oct Write an integer in base 8, with the prefix 0o.
open Open a file, and return an object to read from it or write to it.
ord Give the Unicode code point of a character.
pow Give base ** exp, or base ** exp % mod, which is fast for large numbers.
print Write values to a stream, by default to standard output, with sep between them and end after the last.
repr Write an object as source text where that is possible.
round Round a number to so many digits after the decimal point; halves go to the even neighbour.
setattr Set the attribute of that name; setattr(x, 'y', v) does what x.y = v does.
sorted Make a sorted list of the items of an iterable; key= says by what to sort, reverse=True turns the order round.
sum Add up the items of an iterable, beginning with start.
vars Give the __dict__ of an object, or of the current scope.
__build_class__ What a class statement calls.
__import__ What an import statement calls.
object What every class is derived from; its instances have no attributes of their own.
type type(object) gives an object's class; type(name, bases, dict) makes a class.
int int(x) makes an integer of a number or of text; int(text, base) reads text in that base, 10 unless it is told.
bool bool(x) tells whether x is true; True and False are its only instances.
float float(x) makes a floating-point number of a number or of text.
complex complex(real, imag) makes a complex number of two parts, or of text.
str str(object) gives the text of an object; str(bytes, encoding, errors) decodes bytes.
bytes An immutable sequence of bytes, made of an iterable of integers, of text and an encoding, or of a size.
bytearray A sequence of bytes that can be changed, made of what bytes are made of.
list A sequence that can be changed, made of the items of an iterable.
tuple An immutable sequence, made of the items of an iterable.
dict A mapping of keys to values, made of another mapping, of pairs, or of keyword arguments.
set A collection of distinct items without an order, which can be changed.
frozenset A collection of distinct items without an order, which cannot be changed.
range range(stop) or range(start, stop, step): the integers from start on, up to stop and without it.
slice slice(stop) or slice(start, stop, step): what stands between the brackets of a[start:stop:step].
property An attribute that functions compute and set; usually made with the decorator @property.
staticmethod Makes a function an attribute of a class that gets no self.
classmethod Makes a function a method that gets the class in place of the instance.
super Gives the methods that come next in the order of the classes: super().method(...) calls the one that is overridden.
memoryview A view of the bytes of another object, which are not copied.
enumerate Gives pairs of a count, from start on, and an item of the iterable.
zip Gives tuples with an item of each iterable, until the shortest is at its end.
map Gives function(item) for each item, or for the items of several iterables together.
filter Gives the items of which function(item) is true; with None, the items that are true.
reversed Gives the items of a sequence from the last to the first.
type.mro List the class and all that it is derived from, in the order in which attributes are looked for.
int.conjugate Give the number itself, which has no imaginary part.
int.bit_length Count the binary digits that are needed for the number, without its sign.
int.bit_count Count the ones among the binary digits of the number's size.
int.to_bytes Write the number as so many bytes; byteorder says which byte comes first.
int.from_bytes Read a number from bytes; byteorder says which byte comes first.
int.as_integer_ratio Give a pair of integers, the second one positive, whose ratio the number is.
int.is_integer Tell whether the number is whole.
int.real The real part.
int.imag The imaginary part.
int.numerator The upper number of the fraction in lowest terms.
int.denominator The lower number of the fraction in lowest terms.
float.from_number Make a floating-point number of a number, not of text.
float.fromhex Read a floating-point number from hexadecimal text.
float.hex Write the number in hexadecimal, exactly.
complex.from_number Make a complex number of a number, not of text.
complex.conjugate Give the number with the sign of its imaginary part turned.
str.encode Give the bytes of the text in an encoding; errors says what to do with characters that it lacks.
str.replace Return a copy in which new stands for old, everywhere or count times.
str.split Return a list of the parts between separators; without sep, runs of white space separate.
str.rsplit Like split(), but it is counted from the end where maxsplit limits the parts.
str.join Put the items of an iterable together, with this one between each two of them.
str.capitalize Return a copy with the first character in upper case and the others in lower case.
str.casefold Return a copy for comparisons that do not care for case.
str.title Return a copy in which each word begins with an upper-case letter.
str.center Return a copy in the middle of width characters, padded with fillchar.
str.count Count how often sub occurs between start and end, without overlaps.
str.decode Give the text of the bytes in an encoding; errors says what to do with bytes that mean nothing in it.
str.expandtabs Return a copy in which spaces lead to the next column that a tab would lead to.
str.find Give the lowest index where sub begins between start and end, or -1.
str.partition Split at the first sep: a tuple of what is before it, sep itself, and what is after it.
str.index Give the lowest index where sub begins between start and end; ValueError if it does not occur.
str.ljust Return a copy on the left of width characters, padded with fillchar.
str.lower Return a copy in lower case.
str.lstrip Return a copy without white space, or the given characters, at its beginning.
str.rfind Give the highest index where sub begins between start and end, or -1.
str.rindex Give the highest index where sub begins between start and end; ValueError if it does not occur.
str.rjust Return a copy on the right of width characters, padded with fillchar.
str.rstrip Return a copy without white space, or the given characters, at its end.
str.rpartition Split at the last sep: a tuple of what is before it, sep itself, and what is after it.
str.splitlines Return a list of the lines, with their line breaks if keepends is true.
str.strip Return a copy without white space, or the given characters, at both ends.
str.swapcase Return a copy with upper case for lower case and the other way round.
str.translate Return a copy in which a table, such as maketrans() makes, says what becomes of each character.
str.upper Return a copy in upper case.
str.startswith Tell whether it begins with the prefix, or with one of a tuple of them.
str.endswith Tell whether it ends with the suffix, or with one of a tuple of them.
str.removeprefix Return a copy without the prefix, if it begins with it.
str.removesuffix Return a copy without the suffix, if it ends with it.
str.isascii Tell whether all characters are ASCII.
str.islower Tell whether there are letters, and all of them are in lower case.
str.isupper Tell whether there are letters, and all of them are in upper case.
str.istitle Tell whether there are words, and all of them begin with an upper-case letter.
str.isspace Tell whether there is something, and all of it is white space.
str.isdecimal Tell whether there is something, and all of it is decimal digits.
str.isdigit Tell whether there is something, and all of it is digits.
str.isnumeric Tell whether there is something, and all of it is numeric.
str.isalpha Tell whether there is something, and all of it is letters.
str.isalnum Tell whether there is something, and all of it is letters and digits.
str.isidentifier Tell whether it could be the name of a variable; keywords count, too.
str.isprintable Tell whether repr() would show all of it as it is.
str.zfill Pad a number with zeros on the left, after its sign.
str.format Put the arguments where braces are in the text.
str.format_map Put the values of a mapping where braces are in the text.
str.maketrans Make a table for translate(), of a dict or of the characters at the same places in two texts.
bytes.fromhex Read bytes from pairs of hexadecimal digits.
bytes.hex Write each byte as two hexadecimal digits, with sep between groups of bytes_per_sep.
bytearray.resize Make it longer, with zeros, or shorter.
list.clear Remove all items.
list.copy Make a copy with the same items.
list.append Add an item at the end.
list.insert Insert an item before the one at index.
list.extend Add all items of an iterable at the end.
list.pop Remove the item at index, by default the last one, and return it.
list.remove Remove the first item that equals the value; ValueError if there is none.
list.index Give the index of the first item that equals the value; ValueError if there is none.
list.count Count the items that equal the value.
list.reverse Turn the order of the items round.
list.sort Sort the items; key says by what, and reverse=True turns the order round.
dict.get Give the value for key, or the default if the key is missing.
dict.setdefault Return the value for key; if it is not there, insert the default first.
dict.pop Remove a key and return its value, or the default if there is one and the key is missing.
dict.popitem Remove the pair that was inserted last, and return it.
dict.keys Give a view of the keys.
dict.items Give a view of the pairs of keys and values.
dict.values Give a view of the values.
dict.update Insert the pairs of a mapping or iterable, and the keyword arguments.
dict.fromkeys Make a dictionary with the keys of an iterable, all with the same value.
dict.clear Remove all keys.
dict.copy Make a copy with the same keys and values.
set.add Add an item, unless it is there already.
set.clear Remove all items.
set.copy Make a copy with the same items.
set.discard Remove an item, if it is there.
set.difference Make a set of the items that are in none of the others.
set.difference_update Remove all items that are in one of the others.
set.intersection Make a set of the items that are in all of the others, too.
set.intersection_update Keep only the items that are in all of the others, too.
set.isdisjoint Tell whether there is no item that is in the other one, too.
set.issubset Tell whether all items are in the other one.
set.issuperset Tell whether all items of the other one are here.
set.pop Remove some item and return it; KeyError if there is none.
set.remove Remove an item; KeyError if it is not there.
set.symmetric_difference Make a set of the items that are in one of the two but not in both.
set.symmetric_difference_update Keep the items that are in one of the two but not in both.
set.union Make a set of the items of all.
set.update Add the items of all others.
range.start Where it begins.
range.stop Where it ends: the first integer that is too far.
range.step From one item to the next.
slice.start Where it begins, or None.
slice.stop Where it ends, or None.
slice.step From one item to the next, or None.
slice.indices Give start, stop and step as they are for a sequence of that length.
property.getter Make a copy of the property with another function that computes it.
property.setter Make a copy of the property with a function that sets it.
property.deleter Make a copy of the property with a function that deletes it.
property.fget The function that computes it.
property.fset The function that sets it.
property.fdel The function that deletes it.
memoryview.release Give the object free that is seen through the view.
memoryview.tobytes Give a copy of the bytes.
memoryview.tolist Give a list of the items.
memoryview.cast Make a view of the same bytes as items of another format or shape.
memoryview.toreadonly Make a view of the same bytes that cannot change them.
BaseException.with_traceback Set __traceback__, and return the exception itself.
BaseException.add_note Add a text that is shown with the traceback.
generator.send Resume it: the value is what its yield expression gives; returns what it yields next.
generator.throw Raise an exception where it waits; returns what it yields next.
generator.close Raise GeneratorExit where it waits, so that it ends.
dict_keys.isdisjoint Tell whether there is no item that is in the other one, too.
dict_keys.mapping A read-only view of the dictionary.
mappingproxy A read-only view of a mapping.
module The type of modules.
function The type of the functions that def and lambda make.
method The type of functions that are bound to an instance.
collections.deque A sequence with fast access to both ends; at most maxlen items, if that is given.
deque.append Add an item at the right end.
deque.appendleft Add an item at the left end.
deque.extend Add all items of an iterable at the right end.
deque.extendleft Add all items of an iterable, one after the other, at the left end.
deque.pop Remove the item at the right end and return it.
deque.popleft Remove the item at the left end and return it.
deque.rotate Move so many items from the right end to the left; from the left to the right if n is negative.
deque.maxlen How many items it takes at most, or None.
collections.defaultdict A dict that calls a function without arguments to make the value of a key that is missing.
math.acos Give the angle, in radians, whose cosine is x.
math.acosh Give the number whose hyperbolic cosine is x.
math.asin Give the angle, in radians, whose sine is x.
math.asinh Give the number whose hyperbolic sine is x.
math.atan Give the angle, in radians, whose tangent is x.
math.atan2 Give the angle, in radians, of the point (x, y); the signs of both decide on the quadrant.
math.atanh Give the number whose hyperbolic tangent is x.
math.cbrt Give the cube root of x.
math.ceil Give the smallest integer that is not below x.
math.comb Count the ways to choose k of n items, without regard to order.
math.copysign Give a number of the size of x with the sign of y.
math.cos Give the cosine of an angle in radians.
math.cosh Give the hyperbolic cosine of x.
math.degrees Turn an angle from radians to degrees.
math.dist Give the distance between two points, each a sequence of coordinates.
math.erf Give the error function at x.
math.erfc Give what the error function at x lacks to 1.
math.exp Give e to the power of x.
math.exp2 Give 2 to the power of x.
math.expm1 Give exp(x) - 1, precise for small x, too.
math.fabs Give the size of x as a floating-point number.
math.factorial Give the product of the integers from 1 to n.
math.floor Give the largest integer that is not above x.
math.fma Give x * y + z, rounded once.
math.fmod Give the remainder of x / y with the sign of x.
math.frexp Give the pair (m, e) with x == m * 2 ** e and m from 0.5 to below 1.
math.fsum Add up numbers without losing digits on the way.
math.gamma Give the gamma function at x.
math.gcd Give the greatest common divisor.
math.hypot Give the length of a vector with these coordinates.
math.isclose Tell whether two numbers are nearly the same.
math.isfinite Tell whether x is neither infinite nor a NaN.
math.isinf Tell whether x is infinite.
math.isnan Tell whether x is a NaN.
math.isqrt Give the integer part of the square root of n.
math.lcm Give the least common multiple.
math.ldexp Give x * 2 ** i.
math.lgamma Give the natural logarithm of the size of the gamma function at x.
math.log Give the logarithm of x to the given base, e unless it is told.
math.log1p Give the natural logarithm of 1 + x, precise for small x, too.
math.log10 Give the logarithm of x to base 10.
math.log2 Give the logarithm of x to base 2.
math.modf Give the fractional and the integer part of x.
math.nextafter Give the next floating-point number after x on the way to y.
math.perm Count the ways to choose k of n items, with regard to order.
math.pow Give x ** y as a floating-point number.
math.prod Multiply the items of an iterable, beginning with start.
math.radians Turn an angle from degrees to radians.
math.remainder Give what is left of x after the nearest multiple of y.
math.sin Give the sine of an angle in radians.
math.sinh Give the hyperbolic sine of x.
math.sqrt Give the square root of x.
math.sumprod Add up the products of the items of two sequences.
math.tan Give the tangent of an angle in radians.
math.tanh Give the hyperbolic tangent of x.
math.trunc Give x without its fractional part.
math.ulp Give the value of the last digit of a floating-point number.
itertools.accumulate Gives running totals, or running results of another function of two arguments.
itertools.batched Gives tuples of n items; the last may be shorter.
itertools.chain Gives the items of one iterable after those of another.
itertools.combinations Gives tuples of r items, in the order in which they are in the iterable.
itertools.combinations_with_replacement Gives tuples of r items; an item may stand in them more than once.
itertools.compress Gives the items of data for which the item of selectors is true.
itertools.count Gives start, start + step, and so on, without end.
itertools.cycle Gives the items of an iterable again and again.
itertools.dropwhile Gives the items from the first one on for which the predicate is false.
itertools.filterfalse Gives the items for which the function is false.
itertools.groupby Gives pairs of a key and an iterator over the neighbouring items that have this key.
itertools.islice Gives the items that a slice would give, of any iterable.
itertools.pairwise Gives pairs of neighbouring items.
itertools.permutations Gives tuples of r items in every possible order.
itertools.product Gives tuples with an item of each iterable, in all combinations.
itertools.repeat Gives the same object again and again, or so many times.
itertools.starmap Gives function(*item) for each item.
itertools.takewhile Gives the items up to the first one for which the predicate is false.
itertools.tee Make n independent iterators of one.
itertools.zip_longest Gives tuples with an item of each iterable until the longest is at its end; fillvalue stands for what is missing.
functools.reduce Apply a function of two arguments to the items from left to right, to get one value.
time.time Give the seconds since the beginning of 1970.
time.sleep Let this thread wait for so many seconds; others go on.
time.monotonic Give the seconds of a clock that never goes back.
time.perf_counter Give the seconds of the most precise clock, to measure how long something takes.
time.process_time Give the seconds that this process has spent computing.
time.thread_time Give the seconds that this thread has spent computing.
time.strftime Write a time as the format says.
time.localtime Take a time apart: year, month, day and so on, as they are here.
time.gmtime Take a time apart: year, month, day and so on, as they are in Greenwich.
sys.exit End the program: raise SystemExit with a status.
sys.getrefcount Give the number of references to an object.
sys.getsizeof Give the size of an object in bytes, without what it refers to.
sys.getrecursionlimit Give the number of calls that may be inside each other.
sys.setrecursionlimit Set the number of calls that may be inside each other.
sys.getswitchinterval Give the seconds after which a thread lets another one run.
sys.setswitchinterval Set the seconds after which a thread lets another one run.
sys.exc_info Give the class, the value and the traceback of the exception that is being handled.
sys.intern Give the one copy of a text that all interned texts with these characters share.
_thread.lock A lock: one thread at a time can have it.
lock.acquire Take the lock; unless blocking is false, wait until it is free or the timeout is over; returns whether it was taken.
lock.release Give the lock free: one of those who wait can take it.
lock.locked Tell whether the lock is taken.
_thread.RLock A lock that the thread that has it can take again.
_thread.get_ident Give the number of the current thread.
_thread.start_new_thread Start a thread that calls a function.
BaseException The class that all exceptions are derived from.
BaseExceptionGroup Several exceptions that are raised together, of any kind.
Exception The class to derive exceptions from.
ArithmeticError What arithmetic raises.
AssertionError An assert statement has found its condition false.
AttributeError There is no such attribute.
BlockingIOError The operation would have to wait.
BrokenPipeError Nobody reads from the pipe any more.
BufferError A buffer cannot be used in this way.
ChildProcessError Something is wrong with a child process.
ConnectionAbortedError The connection has been given up.
ConnectionError Something is wrong with a connection.
ConnectionRefusedError The other side does not take the connection.
ConnectionResetError The other side has ended the connection.
BytesWarning Warns of mixing bytes with text.
EncodingWarning Warns of an encoding that nobody has named.
ImportWarning Warns of a doubtful import.
PendingDeprecationWarning Warns of what may go away later.
UnicodeWarning Warns of doubtful text.
DeprecationWarning Warns of what will go away.
EOFError There is nothing more to read.
FileExistsError There is such a file already.
FileNotFoundError There is no such file.
FloatingPointError A floating-point operation has failed.
FutureWarning Warns of what will mean something else.
GeneratorExit A generator is to end.
ImportError A module, or a name in it, cannot be imported.
IndentationError Lines are not indented as they should be.
IndexError There is no item at this place.
InterruptedError A signal has interrupted the operation.
IsADirectoryError This works for files only.
KeyError There is no such key.
KeyboardInterrupt The user has interrupted the program.
LookupError There is no such item.
MemoryError There is no more memory.
ModuleNotFoundError There is no such module.
NameError There is no variable of this name.
NotADirectoryError This works for directories only.
NotImplementedError This is for a derived class to do.
OSError The operating system has refused something.
OverflowError A number is too large.
PermissionError This is not allowed.
ProcessLookupError There is no such process.
PythonFinalizationError The interpreter is about to end.
RecursionError Too many calls are inside each other.
ReferenceError The object behind a weak reference is gone.
ResourceWarning Warns of something that was not closed.
RuntimeError Something is wrong that no other exception fits.
RuntimeWarning Warns of what is doubtful.
StopAsyncIteration An asynchronous iterator is at its end.
StopIteration An iterator is at its end.
SyntaxError The text is no Python.
_IncompleteInputError The text ends before it is Python.
SyntaxWarning Warns of text that is doubtful Python.
SystemError The interpreter itself has failed.
SystemExit The program is to end.
TabError Tabs and spaces are mixed.
TimeoutError Something has taken too long.
TypeError This does not work with an object of this type.
UnboundLocalError A local variable has no value yet.
UnicodeDecodeError Bytes do not mean anything in an encoding.
UnicodeEncodeError An encoding lacks a character.
UnicodeTranslateError A character cannot be replaced.
UnicodeError Something is wrong with an encoding.
UserWarning A warning of a program.
ValueError A value does not fit.
Warning The class that all warnings are derived from.
ZeroDivisionError Something was divided by zero.
"""

# Types whose methods do what those of another type do.
_ALIKE = {
    "bool": "int", "float": "int", "complex": "float", "bytes": "str", "bytearray": "bytes list", "tuple": "list",
    "frozenset": "set", "range": "list", "memoryview": "bytes list", "deque": "list", "mappingproxy": "dict",
    "coroutine": "generator", "async_generator": "generator", "RLock": "lock",
}

_OPERATORS = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "matmul": "@", "lshift": "<<",
    "rshift": ">>", "and": "&", "or": "|", "xor": "^", "lt": "<", "le": "<=", "eq": "==", "ne": "!=", "gt": ">", "ge": ">=",
}

_SPECIAL = """
__abs__ Give abs(self).
__aiter__ What async for calls first.
__anext__ What async for awaits for each item.
__bool__ Tell whether self is true.
__bytes__ Give bytes(self).
__call__ Call self as a function.
__ceil__ Give the smallest integer that is not below self.
__class_getitem__ What brackets after the class call, in type hints.
__complex__ Give complex(self).
__contains__ Tell whether key is in self.
__copy__ Give a copy, for copy.copy().
__del__ What is called when the object dies.
__delattr__ What del self.name calls.
__delete__ Delete the attribute of an instance.
__delitem__ What del self[key] calls.
__dir__ List the names for dir(self).
__divmod__ Give divmod(self, value).
__enter__ What a with statement calls when it begins.
__exit__ What a with statement calls when it ends.
__float__ Give float(self).
__floor__ Give the largest integer that is not above self.
__format__ Write self as the format specification says.
__getformat__ Tell how floating-point numbers are stored.
__get__ Give the attribute for an instance or its class.
__getattribute__ What self.name calls.
__getitem__ What self[key] calls.
__getnewargs__ Give the arguments with which pickle makes a copy.
__getstate__ Give what pickle keeps of the object.
__hash__ Give hash(self).
__index__ Give self as an integer, for indices and the like.
__init__ Initialize a new instance.
__init_subclass__ What is called for each class that is derived from this one.
__instancecheck__ What isinstance() calls.
__int__ Give int(self).
__invert__ Give ~self.
__iter__ Give iter(self).
__len__ Give len(self).
__length_hint__ Guess how many items are left.
__neg__ Give -self.
__new__ Make a new instance; __init__ initializes it.
__next__ Give the next item.
__pos__ Give +self.
__pow__ Give pow(self, value, mod).
__prepare__ Give the namespace for the body of a class.
__rdivmod__ Give divmod(value, self).
__reduce__ Tell pickle how to make a copy.
__reduce_ex__ Tell pickle how to make a copy, in this version of its format.
__repr__ Give repr(self).
__reversed__ Give reversed(self).
__round__ Give round(self, ndigits).
__rpow__ Give pow(value, self, mod).
__set__ Set the attribute of an instance.
__set_name__ Learn the name of the attribute.
__setattr__ What self.name = value calls.
__setitem__ What self[key] = value calls.
__setstate__ Take back what pickle has kept of the object.
__sizeof__ Give the size in bytes.
__str__ Give str(self).
__subclasscheck__ What issubclass() calls.
__subclasses__ List the classes that are derived directly from this one.
__subclasshook__ What an abstract class asks whether another one counts as derived from it.
__trunc__ Give self without its fractional part.
"""

_SIGNATURES = """
object ()
bool (object=False, /)
classmethod (function, /)
complex (real=0, imag=0)
enumerate (iterable, start=0)
filter (function, iterable, /)
float (x=0, /)
frozenset (iterable=(), /)
list (iterable=(), /)
map (function, iterable, /, *iterables, strict=False)
memoryview (object)
property (fget=None, fset=None, fdel=None, doc=None)
reversed (sequence, /)
set (iterable=(), /)
staticmethod (function, /)
tuple (iterable=(), /)
zip (*iterables, strict=False)
function (code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)
method (function, instance, /)
module (name, doc=None)
mappingproxy (mapping)
_thread.lock ()
itertools.accumulate (iterable, func=None, *, initial=None)
itertools.batched (iterable, n, *, strict=False)
itertools.chain (*iterables)
itertools.combinations (iterable, r)
itertools.combinations_with_replacement (iterable, r)
itertools.compress (data, selectors)
itertools.count (start=0, step=1)
itertools.cycle (iterable, /)
itertools.dropwhile (predicate, iterable, /)
itertools.filterfalse (function, iterable, /)
itertools.groupby (iterable, key=None)
itertools.pairwise (iterable, /)
itertools.permutations (iterable, r=None)
itertools.product (*iterables, repeat=1)
itertools.starmap (function, iterable, /)
itertools.takewhile (predicate, iterable, /)
itertools.zip_longest (*iterables, fillvalue=None)
"""


def _table(text):
    return dict(line.split(" ", 1) for line in text.strip().split("\n"))


_sentences, _special, _signatures = _table(_SENTENCES), _table(_SPECIAL), _table(_SIGNATURES)


def doc_of_native(native):
    """What a built-in function or method does, or None."""
    owner = getattr(native, "__objclass__", None) or getattr(native, "__self__", None)
    name = native.__name__
    if owner is None or not _is_method(native):
        module = native.__module__
        known = _sentences.get(name if module == "builtins" else f"{module.removeprefix('_')}.{name}")
        return known or (_doc_of_operator(name) if module == "_operator" else None)
    kind = native.__qualname__.rpartition(".")[0]
    return _doc_of_method(kind, name) or _special.get(name) or _doc_of_operator(name)


def _is_method(native):
    return "." in native.__qualname__


def _doc_of_method(kind, name):
    found = _sentences.get(f"{kind}.{name}")
    for alike in _ALIKE.get(kind, "").split():
        found = found or _doc_of_method(alike, name)
    return found


def _doc_of_operator(name):
    plain = name.strip("_")
    if plain in _OPERATORS:
        return f"Give self {_OPERATORS[plain]} value."
    if plain[:1] == "i" and plain[1:] in _OPERATORS:
        return f"What self {_OPERATORS[plain[1:]]}= value calls."
    if plain[:1] == "r" and plain[1:] in _OPERATORS:
        return f"Give value {_OPERATORS[plain[1:]]} self."
    return None


def doc_of_type(cls):
    """What a built-in type is, or None."""
    return _sentences.get(_full_name(cls)) or _sentences.get(cls.__name__)


def signature_of_type(cls):
    """How a built-in type is called, or None where no text says it."""
    return _signatures.get(_full_name(cls))


def _full_name(cls):
    return cls.__name__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__name__}"
