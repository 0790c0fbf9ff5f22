"""Classes that hold data.

The methods of a class are written as source and compiled together, so that they take their arguments, fail and are
inspected as if they had been written by hand. Imported is only what every process has anyway: the rest when it is needed.
"""

import abc
import keyword
import sys
import types
from reprlib import recursive_repr

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()


class _Named:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


# The kinds of fields.
_FIELD = _Named("_FIELD")
_FIELD_CLASSVAR = _Named("_FIELD_CLASSVAR")
_FIELD_INITVAR = _Named("_FIELD_INITVAR")

# The default of a parameter whose field has a factory.
_HAS_DEFAULT_FACTORY = _Named("<factory>")

_NO_METADATA = types.MappingProxyType({})


class InitVar:
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of one field."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only",
                 "doc", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _NO_METADATA if metadata is None else types.MappingProxyType(metadata)
        self.kw_only = kw_only
        self.doc = doc
        self._field_type = None

    @recursive_repr()
    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},"
                f"hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},"
                f"doc={self.doc!r},_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        # The default may be a descriptor, which takes this object's place in the class.
        function = getattr(type(self.default), "__set_name__", None)
        if function:
            function(self.default, owner, name)

    __class_getitem__ = classmethod(types.GenericAlias)

    def _is_optional(self):
        return self.default is not MISSING or self.default_factory is not MISSING


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot")

    def __init__(self, **options):
        for name in self.__slots__:
            setattr(self, name, options[name])

    def __repr__(self):
        return f"_DataclassParams({','.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING, doc=None):
    """What a field is to be, as the value of its name in the body of the class."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """A decorator that writes the methods of a class that holds data."""
    def wrap(cls):
        return _process(cls, _DataclassParams(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
                                              frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots,
                                              weakref_slot=weakref_slot))
    return wrap if cls is None else wrap(cls)


# Which fields there are.

def _annotations(cls):
    try:
        return cls.__annotations__
    except NameError:
        import annotationlib
        return annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)


def _meant(cls, annotation, owner):
    """What an annotation that is text refers to: a name of the class's module, or of the module `owner` under a name there."""
    name = annotation.partition("[")[0]
    prefix, dot, rest = name.partition(".")
    module = sys.modules.get(cls.__module__)
    if not dot:
        return getattr(module, "__dict__", {}).get(_first_word(prefix))
    if module is not None and module.__dict__.get(prefix.strip()) is owner:
        return owner.__dict__.get(_first_word(rest))
    return None


def _first_word(text):
    text = text.lstrip()
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[:end]


def _refers(cls, annotation, owner, is_meant):
    return is_meant(annotation) or isinstance(annotation, str) and is_meant(_meant(cls, annotation, owner))


def _is_keyword_mark(annotation):
    return annotation is KW_ONLY


def _is_init_var(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _kind(cls, annotation):
    # Without `typing` there is no `ClassVar`.
    typing = sys.modules.get("typing")
    if typing is not None:
        class_var = typing.ClassVar
        if _refers(cls, annotation, typing,
                   lambda kind: kind is class_var or getattr(kind, "__origin__", None) is class_var):
            return _FIELD_CLASSVAR
    return _FIELD_INITVAR if _refers(cls, annotation, sys.modules[__name__], _is_init_var) else _FIELD


def _field_of(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        entry = default
    else:
        # A slot is no default.
        entry = field(default=MISSING if isinstance(default, types.MemberDescriptorType) else default)
    entry.name, entry.type = name, annotation
    kind = entry._field_type = _kind(cls, annotation)
    if kind is not _FIELD and entry.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if kind is not _FIELD_CLASSVAR:
        if entry.kw_only is MISSING:
            entry.kw_only = kw_only
    elif entry.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if kind is _FIELD and entry.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(entry.default)} for field {name} is not allowed: use default_factory")
    return entry


def _own_fields(cls, kw_only):
    annotations = _annotations(cls)
    found, marked = [], False
    for name, annotation in annotations.items():
        if _refers(cls, annotation, sys.modules[__name__], _is_keyword_mark):
            if marked:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            marked = kw_only = True
        else:
            found.append(_field_of(cls, name, annotation, kw_only))
    for entry in found:
        if isinstance(getattr(cls, entry.name, None), Field):
            if entry.default is MISSING:
                delattr(cls, entry.name)
            else:
                setattr(cls, entry.name, entry.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _all_fields(cls, params):
    found, frozen_bases = {}, []
    for base in cls.__mro__[:0:-1]:
        inherited = getattr(base, "__dataclass_fields__", None)
        if inherited is not None:
            found.update(inherited)
            frozen_bases.append(base.__dataclass_params__.frozen)
    found.update((entry.name, entry) for entry in _own_fields(cls, params.kw_only))
    if any(frozen_bases) and not params.frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if frozen_bases and not all(frozen_bases) and params.frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return found


# The methods.

class _Methods:
    """The source of a class's methods, and the values that it refers to."""

    def __init__(self):
        self.source = []
        self.values = {}
        self.names = []
        self.errors = {}

    def add(self, name, parameters, *body, decorator="", error=None):
        """`error` ends the message of the error that is raised where the class has such a method itself."""
        self.source += [*([f" {decorator}"] if decorator else ()), f" def {name}({', '.join(parameters)}):"]
        self.source += [f"  {line}" for line in body]
        self.names.append(name)
        if error is not None:
            self.errors[name] = error

    def put_into(self, cls, replaced):
        if not self.names:
            return
        text = "\n".join([f"def __create_fn__({', '.join(self.values)}):", *self.source,
                          f" return ({', '.join(self.names)},)"])
        module = sys.modules.get(cls.__module__)
        made = {}
        exec(text, {} if module is None else module.__dict__, made)
        for name, function in zip(self.names, made["__create_fn__"](**self.values)):
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            if name not in cls.__dict__ or name in replaced:
                setattr(cls, name, function)
            elif name in self.errors:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}{self.errors[name]}")


def _process(cls, params):
    cls.__dataclass_params__ = params
    found = cls.__dataclass_fields__ = _all_fields(cls, params)
    hash_wanted = _hash_wanted(cls, params)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    real = [entry for entry in found.values() if entry._field_type is _FIELD]
    parameters = [entry for entry in found.values() if entry._field_type is not _FIELD_CLASSVAR]
    positional = [entry for entry in parameters if entry.init and not entry.kw_only]
    has_own_init = "__init__" in cls.__dict__
    methods = _Methods()
    if params.init:
        _add_init(methods, cls, params, parameters, positional)
    _set_new(cls, "__replace__", _replace)
    if params.repr:
        _add_repr(methods, real)
    if params.eq:
        _add_eq(methods, real)
    if params.order:
        _add_order(methods, real)
    if params.frozen:
        _add_frozen(methods, cls, real)
    if hash_wanted is _hash_error:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if hash_wanted is _hash_none:
        cls.__hash__ = None
    if hash_wanted is _hash_made:
        _add_hash(methods, real)
    methods.put_into(cls, ["__hash__"])
    written = params.init and not has_own_init
    if written:
        names = [entry.name for entry in parameters if entry.init]
        cls.__init__.__annotate__ = _init_annotations(cls, names)
    if not cls.__doc__:
        cls.__doc__ = cls.__name__ + (_signature(parameters, positional) if written else _inspected_signature(cls))
    if params.match_args:
        _set_new(cls, "__match_args__", tuple(entry.name for entry in positional))
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    if params.slots:
        cls = _with_slots(cls, params)
    abc.update_abstractmethods(cls)
    return cls


def _set_new(cls, name, value):
    if name not in cls.__dict__:
        setattr(cls, name, value)


def _add_init(methods, cls, params, entries, positional):
    optional = None
    for entry in positional:
        if entry._is_optional():
            optional = entry
        elif optional is not None:
            raise TypeError(f"non-default argument {entry.name!r} follows default argument {optional.name!r}")
    keywords = [entry for entry in entries if entry.init and entry.kw_only]
    this = "__dataclass_self__" if any(entry.name == "self" for entry in entries) else "self"
    methods.values |= {"__dataclass_factory_mark__": _HAS_DEFAULT_FACTORY, "__dataclass_object__": object}
    body = []
    for entry in entries:
        value = _init_value(methods, params, entry)
        if value is not None:
            body.append(f"__dataclass_object__.__setattr__({this}, {entry.name!r}, {value})" if params.frozen else
                        f"{this}.{entry.name} = {value}")
    if hasattr(cls, "__post_init__"):
        passed = [entry.name for entry in entries if entry._field_type is _FIELD_INITVAR]
        body.append(f"{this}.__post_init__({', '.join(passed)})")
    parameters = [this, *map(_init_parameter, positional), *(["*"] if keywords else ()), *map(_init_parameter, keywords)]
    methods.add("__init__", parameters, *(body or ["pass"]))


def _default_name(entry):
    return f"__dataclass_default_{entry.name}__"


def _init_parameter(entry):
    if entry.default is not MISSING:
        return f"{entry.name}={_default_name(entry)}"
    return entry.name if entry.default_factory is MISSING else f"{entry.name}=__dataclass_factory_mark__"


def _init_value(methods, params, entry):
    """The expression that a field is set to, or None where it is not set."""
    made = _default_name(entry)
    if entry.default_factory is not MISSING:
        methods.values[made] = entry.default_factory
        value = f"{made}()"
        if entry.init:
            value += f" if {entry.name} is __dataclass_factory_mark__ else {entry.name}"
    elif entry.init:
        value = entry.name
        if entry.default is not MISSING:
            methods.values[made] = entry.default
    elif params.slots and entry.default is not MISSING:
        # The class has a slot where it had the default.
        methods.values[made] = entry.default
        value = made
    else:
        return None
    return None if entry._field_type is _FIELD_INITVAR else value


def _init_annotations(__class__, names):
    def __annotate__(format, /):
        import annotationlib
        known = {}
        for base in reversed(__class__.__mro__):
            known.update(annotationlib.get_annotations(base, format=format))
        found = {name: known[name] for name in names if name in known}
        found["return"] = "None" if format == annotationlib.Format.STRING else None
        return found

    __annotate__.__qualname__ = f"{__class__.__qualname__}.__init__.__annotate__"
    return __annotate__


def _add_repr(methods, entries):
    shown = ", ".join([f"{entry.name}={{self.{entry.name}!r}}" for entry in entries if entry.repr])
    methods.values["__dataclass_recursive_repr__"] = recursive_repr
    methods.add("__repr__", ["self"], f'return f"{{self.__class__.__qualname__}}({shown})"',
                decorator="@__dataclass_recursive_repr__()")


def _add_eq(methods, entries):
    equal = " and ".join([f"self.{entry.name} == other.{entry.name}" for entry in entries if entry.compare])
    methods.add("__eq__", ["self", "other"],
                "if self is other:",
                " return True",
                "if other.__class__ is self.__class__:",
                f" return {equal or True}",
                "return NotImplemented")


def _tuple_of(this, entries):
    return f"({''.join([f'{this}.{entry.name}, ' for entry in entries])})"


def _add_order(methods, entries):
    compared = [entry for entry in entries if entry.compare]
    for name, operator in ("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">="):
        methods.add(name, ["self", "other"],
                    "if other.__class__ is self.__class__:",
                    f" return {_tuple_of('self', compared)} {operator} {_tuple_of('other', compared)}",
                    "return NotImplemented",
                    error=" Consider using functools.total_ordering")


def _add_frozen(methods, cls, entries):
    # A class with slots is made anew, and this name's cell with it.
    methods.values |= {"__class__": cls, "FrozenInstanceError": FrozenInstanceError}
    names = "".join([f"{entry.name!r}, " for entry in entries])
    for name, parameters, verb in (("__setattr__", ["name", "value"], "assign to"),
                                   ("__delattr__", ["name"], "delete")):
        methods.add(name, ["self", *parameters],
                    f"if type(self) is __class__ or name in ({names}):",
                    f' raise FrozenInstanceError(f"cannot {verb} field {{name!r}}")',
                    f"super(__class__, self).{name}({', '.join(parameters)})",
                    error="")


_hash_none = _Named("none")
_hash_made = _Named("made")
_hash_error = _Named("error")


def _hash_wanted(cls, params):
    """What becomes of `__hash__`; None leaves it alone."""
    known = cls.__dict__.get("__hash__", MISSING)
    # A class that defines `__eq__` alone is given a `__hash__` of None.
    is_explicit = known is not MISSING and not (known is None and "__eq__" in cls.__dict__)
    if params.unsafe_hash:
        return _hash_error if is_explicit else _hash_made
    if is_explicit or not params.eq:
        return None
    return _hash_made if params.frozen else _hash_none


def _add_hash(methods, entries):
    hashed = [entry for entry in entries if (entry.compare if entry.hash is None else entry.hash)]
    methods.add("__hash__", ["self"], f"return hash({_tuple_of('self', hashed)})")


# The line of documentation of a class that has none.

def _signature(entries, positional):
    keywords = [entry for entry in entries if entry.init and entry.kw_only]
    shown = [*map(_shown_parameter, positional), *(["*"] if keywords else ()), *map(_shown_parameter, keywords)]
    return f"({', '.join(shown)})"


def _shown_parameter(entry):
    text = f"{entry.name}: {_shown_type(entry.type)}"
    if entry.default is not MISSING:
        return f"{text} = {entry.default!r}"
    return text if entry.default_factory is MISSING else f"{text} = {_HAS_DEFAULT_FACTORY}"


def _shown_type(annotation):
    """An annotation as `inspect.formatannotation` shows it."""
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        prefix = "" if annotation.__module__ == "builtins" else f"{annotation.__module__}."
        return prefix + annotation.__qualname__
    return getattr(annotation, "__forward_arg__", None) or repr(annotation)


def _inspected_signature(cls):
    if cls.__init__ is object.__init__ and cls.__new__ is object.__new__ and type(cls) is type:
        return "()"
    import inspect
    try:
        return str(inspect.signature(cls)).replace(" -> None", "")
    except (TypeError, ValueError):
        return ""


# Slots.

def _with_slots(cls, params):
    """The class made anew with a slot for each field: a class that exists cannot get any."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    names = [entry.name for entry in fields(cls)]
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    wanted = [name for name in [*names, *(["__weakref__"] if params.weakref_slot else ())] if name not in inherited]
    content = {name: value for name, value in cls.__dict__.items() if name not in {*names, "__dict__", "__weakref__"}}
    documented = {name: getattr(cls.__dataclass_fields__.get(name), "doc", None) for name in wanted}
    content["__slots__"] = tuple(wanted) if set(documented.values()) <= {None} else documented
    made = type(cls)(cls.__name__, cls.__bases__, content)
    made.__qualname__ = cls.__qualname__
    if params.frozen:
        # The state of an object with slots is set by assignments, which a frozen one refuses.
        _set_new(made, "__getstate__", _get_state)
        _set_new(made, "__setstate__", _set_state)
    _renew_class_cells(cls, made)
    return made


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        return [name for name, offset in (("__weakref__", "__weakrefoffset__"), ("__dict__", "__dictoffset__"))
                if getattr(cls, offset, -1) != 0]
    if isinstance(slots, str):
        return [slots]
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return slots


def _get_state(self):
    return [getattr(self, entry.name) for entry in fields(self)]


def _set_state(self, state):
    for entry, value in zip(fields(self), state):
        object.__setattr__(self, entry.name, value)


def _renew_class_cells(old, new):
    """Lets `super()` and `__class__` in the methods mean the class that was made anew."""
    for member in list(new.__dict__.values()):
        while hasattr(member, "__wrapped__") and not isinstance(member, type):
            member = member.__wrapped__
        functions = (member.fget, member.fset, member.fdel) if isinstance(member, property) else (member,)
        for function in functions:
            if isinstance(function, types.FunctionType):
                _renew_class_cell(function, old, new)
    _renew_class_cell(getattr(new.__init__, "__annotate__", None), old, new)


def _renew_class_cell(function, old, new):
    names = getattr(getattr(function, "__code__", None), "co_freevars", ())
    if "__class__" not in names:
        return
    cell = function.__closure__[names.index("__class__")]
    try:
        if cell.cell_contents is old:
            cell.cell_contents = new
    except ValueError:
        pass


# What is done with such classes and their objects.

def fields(class_or_instance):
    """The fields of a class or an object, without those that are only variables of the class or of `__init__`."""
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([entry for entry in found.values() if entry._field_type is _FIELD])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


_ATOMIC = frozenset({types.NoneType, bool, int, float, str, complex, bytes, types.EllipsisType, types.NotImplementedType,
                     types.CodeType, types.BuiltinFunctionType, types.FunctionType, type, range, property})


def asdict(obj, *, dict_factory=dict):
    """The fields of an object in a dict, and so with every data object in it."""
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError("asdict() should be called on dataclass instances")
    return _converted(obj, lambda pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    """The fields of an object in a tuple, and so with every data object in it."""
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError("astuple() should be called on dataclass instances")
    return _converted(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _converted(obj, make):
    cls = type(obj)
    if cls in _ATOMIC:
        return obj
    if hasattr(cls, "__dataclass_fields__"):
        return make([(entry.name, _converted(getattr(obj, entry.name), make)) for entry in fields(obj)])
    if isinstance(obj, (list, tuple)):
        items = [_converted(item, make) for item in obj]
        return cls(*items) if isinstance(obj, tuple) and hasattr(obj, "_fields") else cls(items)
    if isinstance(obj, dict):
        pairs = [(_converted(key, make), _converted(value, make)) for key, value in obj.items()]
        if not hasattr(cls, "default_factory"):
            return cls(pairs)
        made = cls(obj.default_factory)
        for key, value in pairs:
            made[key] = value
        return made
    from copy import deepcopy
    return deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False,
                   module=None, decorator=dataclass):
    """A data class from a list of names, of pairs of name and type, or of triples with what `field()` made."""
    annotations, body = {}, dict(namespace or {})
    for item in fields:
        name, kind = _check_described(item, annotations)
        annotations[name] = kind
        if len(item) == 3 and not isinstance(item, str):
            body[name] = item[2]
    cls = types.new_class(cls_name, bases, {}, lambda content: content.update(body))
    cls.__annotations__ = annotations
    if module is None:
        module = sys._getframe(1).f_globals.get("__name__", "__main__")
    cls.__module__ = module
    return decorator(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def _check_described(item, known):
    """The name and type of a field that `make_dataclass` is given."""
    if isinstance(item, str):
        from typing import Any
        name, kind = item, Any
    elif len(item) in (2, 3):
        name, kind = item[0], item[1]
    else:
        raise TypeError(f"Invalid field: {item!r}")
    if not isinstance(name, str) or not name.isidentifier():
        raise TypeError(f"Field names must be valid identifiers: {name!r}")
    if keyword.iskeyword(name):
        raise TypeError(f"Field names must not be keywords: {name!r}")
    if name in known:
        raise TypeError(f"Field name duplicated: {name!r}")
    return name, kind


def replace(obj, /, **changes):
    """A copy of an object with some fields changed."""
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for entry in self.__dataclass_fields__.values():
        if entry._field_type is _FIELD_CLASSVAR:
            continue
        if not entry.init:
            if entry.name in changes:
                raise TypeError(f"field {entry.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if entry.name not in changes:
            if entry._field_type is _FIELD_INITVAR and entry.default is MISSING:
                raise TypeError(f"InitVar {entry.name!r} must be specified with replace()")
            changes[entry.name] = getattr(self, entry.name)
    return self.__class__(**changes)
