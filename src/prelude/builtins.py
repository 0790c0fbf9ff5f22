"""What the built-in functions leave to Python: user classes, generators and functions as arguments."""

_missing = object()


def builtins_iter(object, sentinel=_missing):
    method = _lookup(type(object), "__iter__")
    if method is NotImplemented:
        raise TypeError(f"'{_type_name(type(object))}' object is not iterable")
    iterator = type(object).__iter__(object)
    if not hasattr(type(iterator), "__next__"):
        raise TypeError(f"iter() returned non-iterator of type '{_type_name(type(iterator))}'")
    return iterator


# Not the value that the prelude itself passes to `next`.
_no_default = object()


def builtins_next(iterator, default=_no_default):
    if default is _no_default:
        return type(iterator).__next__(iterator)
    try:
        return type(iterator).__next__(iterator)
    except StopIteration:
        return default


def builtins_len(obj):
    length = type(obj).__len__(obj)
    if type(length) is not int:
        length = _index_of(length)
    if length < 0:
        raise ValueError("__len__() should return >= 0")
    if length > 0x7FFFFFFFFFFFFFFF:
        raise OverflowError("cannot fit 'int' into an index-sized integer")
    return length


_function_type = type(builtins_len)


def builtins_hash(obj):
    method = _lookup(type(obj), "__hash__")
    if type(method) is not _function_type:
        return _hash_of_data(obj, method)
    number = method(obj)
    if type(number) is int and 0 <= number < 1000000000000000000:
        return number
    return _checked_hash(number)


def _checked_hash(number):
    if not isinstance(number, int):
        raise TypeError("__hash__ method should return an integer")
    return _narrow_hash(int(number))


def _hash_of_data(obj, method):
    """The hash of a built-in type's value with items of other types, or by an unusual `__hash__`."""
    if isinstance(obj, tuple) and _is_native_hash(type(obj), tuple):
        return _hash_tuple([hash(item) for item in _data(obj)])
    if isinstance(obj, frozenset) and _is_native_hash(type(obj), frozenset):
        return hash(_data(obj))
    if isinstance(obj, slice):
        return hash((obj.start, obj.stop, obj.step))
    if method is None:
        raise TypeError(f"unhashable type: '{_type_name(type(obj))}'")
    return _checked_hash(type(obj).__hash__(obj))


def _is_native_hash(cls, base):
    return _lookup(cls, "__hash__") is _lookup(base, "__hash__")


def tuple___hash__(self):
    return _hash_tuple([hash(item) for item in _data(self)])


def builtins_repr(obj):
    text = type(obj).__repr__(obj)
    if not isinstance(text, str):
        raise TypeError(f"__repr__ returned non-string (type {_type_name(type(text))})")
    return text


def builtins_ascii(obj):
    return _ascii_of(repr(obj))


_native_formats = (object.__format__, int.__format__, float.__format__, complex.__format__, str.__format__)


def builtins_format(value, format_spec=""):
    method = type(value).__format__
    if format_spec == "" and method in _native_formats:
        return str(value)
    text = method(value, format_spec)
    if not isinstance(text, str):
        raise TypeError(f"__format__ must return a str, not {_type_name(type(text))}")
    return text


def builtins_abs(x):
    return type(x).__abs__(x)


def builtins_round(number, ndigits=None):
    if ndigits is None:
        return type(number).__round__(number)
    return type(number).__round__(number, ndigits)


def builtins_bin(number):
    return bin(_index_of(number))


def builtins_oct(number):
    return oct(_index_of(number))


def builtins_hex(number):
    return hex(_index_of(number))


def builtins_chr(i):
    return chr(_index_of(i))


def builtins_pow(base, exp, mod=None):
    if mod is None:
        return base ** exp
    for method, arguments in (("__pow__", (base, exp, mod)), ("__rpow__", (exp, base, mod))):
        if hasattr(type(arguments[0]), method):
            result = getattr(type(arguments[0]), method)(*arguments)
            if result is not NotImplemented:
                return result
    raise TypeError(
        "unsupported operand type(s) for ** or pow(): "
        f"'{_type_name(type(base))}', '{_type_name(type(exp))}', '{_type_name(type(mod))}'"
    )


def builtins_divmod(x, y):
    kinds = ((x, "__divmod__", y), (y, "__rdivmod__", x))
    if type(x) is not type(y) and isinstance(y, type(x)):
        kinds = (kinds[1], kinds[0])
    for receiver, method, other in kinds:
        if hasattr(type(receiver), method):
            result = getattr(type(receiver), method)(receiver, other)
            if result is not NotImplemented:
                return result
    _refuse_divmod(x, y)


def builtins_isinstance(obj, class_or_tuple):
    if type(class_or_tuple) is tuple:
        for each in class_or_tuple:
            if isinstance(obj, each):
                return True
        return False
    if type(obj) is class_or_tuple:
        return True
    if _lookup(type(class_or_tuple), "__instancecheck__") is NotImplemented:
        if _abstract_bases(class_or_tuple) is None:
            raise TypeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
        return _derives_abstractly(getattr(obj, "__class__", None), class_or_tuple)
    return bool(type(class_or_tuple).__instancecheck__(class_or_tuple, obj))


def _abstract_bases(cls):
    """The bases of what stands for a class without being one; None if it does not."""
    bases = getattr(cls, "__bases__", None)
    return bases if isinstance(bases, tuple) else None


def _derives_abstractly(derived, cls):
    if derived is cls:
        return True
    return any(_derives_abstractly(base, cls) for base in _abstract_bases(derived) or ())


def type___subclasscheck__(cls, derived):
    if _abstract_bases(derived) is None:
        raise TypeError("issubclass() arg 1 must be a class")
    return _derives_abstractly(derived, cls)


def type___instancecheck__(cls, obj):
    pretended = getattr(obj, "__class__", None)
    return isinstance(pretended, type) and pretended is not type(obj) and type.__subclasscheck__(cls, pretended)


def builtins_issubclass(cls, class_or_tuple):
    if type(class_or_tuple) is tuple:
        for each in class_or_tuple:
            if issubclass(cls, each):
                return True
        return False
    if _lookup(type(class_or_tuple), "__subclasscheck__") is NotImplemented:
        if _abstract_bases(cls) is None:
            raise TypeError("issubclass() arg 1 must be a class")
        if _abstract_bases(class_or_tuple) is not None:
            return _derives_abstractly(cls, class_or_tuple)
        raise TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
    return bool(type(class_or_tuple).__subclasscheck__(class_or_tuple, cls))


def builtins_all(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def builtins_any(iterable):
    for item in iterable:
        if item:
            return True
    return False


def _sum_from(total, item, iterator):
    """The sum of an iterator's rest, which begins with an item that is no number."""
    total = total + item
    for item in iterator:
        total = total + item
    return total


def _truth_from(wanted, item, iterator):
    """What `any` (True) or `all` (False) says of an iterator, from an item on that Python has to ask."""
    if (not item) is not wanted:
        return wanted
    for item in iterator:
        if (not item) is not wanted:
            return wanted
    return not wanted


def _max_from(best, item, iterator):
    if item > best:
        best = item
    for item in iterator:
        if item > best:
            best = item
    return best


def _min_from(best, item, iterator):
    if item < best:
        best = item
    for item in iterator:
        if item < best:
            best = item
    return best


def builtins_sum(iterable, start=0):
    total = start
    iterator = iter(iterable)
    if type(total) is float:
        return _sum_floats(total, iterator)
    for item in iterator:
        if type(item) is float and type(total) is int:
            return _sum_floats(total + item, iterator)
        total = total + item
    return total


def _sum_floats(high, iterator):
    """The sum with the rounding errors added up beside it, as CPython computes it."""
    low = 0.0
    for item in iterator:
        if type(item) is not float:
            if type(item) is not int and type(item) is not bool:
                total = (high + low if low else high) + item
                for item in iterator:
                    total = total + item
                return total
            item = float(item)
        total = high + item
        if abs(high) >= abs(item):
            low += (high - total) + item
        else:
            low += (item - total) + high
        high = total
    return high + low if low and low - low == 0.0 else high


def builtins_max(*args, key=None, default=_missing):
    iterable = args[0] if len(args) == 1 else args
    iterator = iter(iterable)
    for best in iterator:
        break
    else:
        if default is _missing:
            raise ValueError("max() iterable argument is empty")
        return default
    if key is None:
        for item in iterator:
            if item > best:
                best = item
        return best
    rank = key(best)
    for item in iterator:
        its_rank = key(item)
        if its_rank > rank:
            best, rank = item, its_rank
    return best


def builtins_min(*args, key=None, default=_missing):
    iterable = args[0] if len(args) == 1 else args
    iterator = iter(iterable)
    for best in iterator:
        break
    else:
        if default is _missing:
            raise ValueError("min() iterable argument is empty")
        return default
    if key is None:
        for item in iterator:
            if item < best:
                best = item
        return best
    rank = key(best)
    for item in iterator:
        its_rank = key(item)
        if its_rank < rank:
            best, rank = item, its_rank
    return best


def builtins_sorted(iterable, *, key=None, reverse=False):
    items = [item for item in _walk(iterable)]
    _sort(items, key, reverse)
    return items


def _sort(items, key, reverse):
    """Sorts a list that nobody else sees."""
    reverse = bool(reverse)
    keys = items[:] if key is None else [key(item) for item in items]
    if _sort_natively(items, keys, reverse):
        return
    if reverse:
        items.reverse()
        keys.reverse()
    items[:] = [items[index] for index in _merge_order(keys)]
    if reverse:
        items.reverse()


def builtins_print(*args, sep=" ", end="\n", file=None, flush=False):
    if sep is None:
        sep = " "
    if end is None:
        end = "\n"
    if file is None and "sys" in _modules:
        file = _modules["sys"].stdout
        if file is None:
            return
    is_stdout = file is None or _is_stdout(file)
    write = _write_stdout if is_stdout else file.write
    first = True
    for arg in args:
        if not first:
            write(sep)
        first = False
        write(str(arg))
    write(end)
    if flush:
        _flush() if is_stdout else file.flush()


def type___or__(self, value):
    from _typing import _union
    return _union((self, value))


def type___ror__(self, value):
    from _typing import _union
    return _union((value, self))


def _doc_of_native(native):
    from _docs import doc_of_native
    return doc_of_native(native)


def _doc_of_type(cls):
    from _docs import doc_of_type
    return doc_of_type(cls)


def _signature_of_type(cls):
    from _docs import signature_of_type
    return signature_of_type(cls)


class Helper:
    """What `help` is."""

    __module__ = "_sitebuiltins"

    def __repr__(self):
        return "Type help() for interactive help, or help(object) for help about object."

    def __call__(self, *args, **kwds):
        import pydoc
        return pydoc.help(*args, **kwds)


class Printer:
    """What `copyright`, `credits` and `license` are: they show and print a text."""

    __module__ = "_sitebuiltins"

    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text

    def __call__(self):
        print(self._text)


class Quitter:
    """What `exit` and `quit` are."""

    __module__ = "_sitebuiltins"

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Use {self.name}() or Ctrl-D (i.e. EOF) to exit"

    def __call__(self, code=None):
        raise SystemExit(code)


_builtins_module.exit, _builtins_module.quit, _builtins_module.help = Quitter("exit"), Quitter("quit"), Helper()
_builtins_module.copyright = Printer("Copyright (c) the authors of Spawnpoint; of the library: the Python Software Foundation.")
_builtins_module.credits = Printer("Thanks to everyone who has made Python what it is. See www.python.org for more information.")
_builtins_module.license = Printer("Spawnpoint: MIT. The library: see https://docs.python.org/3/license.html")
