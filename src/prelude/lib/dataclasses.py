"""Classes that hold data."""

import copy
import sys
import types

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _Missing()


class _Factory:
    def __repr__(self):
        return "<factory>"


# The default of a parameter whose field has a factory.
_FACTORY = _Factory()


class _KeywordOnly:
    pass


KW_ONLY = _KeywordOnly()


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of one field."""

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc=None):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = types.MappingProxyType({}) if metadata is None else metadata
        self.kw_only = kw_only
        self.doc = doc
        self._kind = "field"

    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},"
                f"hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r})")

    def __set_name__(self, owner, name):
        function = getattr(type(self.default), "__set_name__", None)
        if function:
            function(self.default, owner, name)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING, doc=None):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """A decorator that writes the methods of a class that holds data."""
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
    return wrap if cls is None else wrap(cls)


def _is_kind(annotation, name):
    if isinstance(annotation, str):
        return annotation.replace("typing.", "").split("[")[0] == name
    return getattr(getattr(annotation, "__origin__", annotation), "__name__", None) == name


def _own_fields(cls, kw_only):
    annotations = cls.__annotations__
    found = []
    for name, annotation in annotations.items():
        if annotation is KW_ONLY or annotation == "KW_ONLY":
            kw_only = True
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            entry = default
        else:
            if isinstance(default, types.MemberDescriptorType):
                default = MISSING
            entry = Field(default, MISSING, True, True, None, True, None, MISSING)
        entry.name, entry.type = name, annotation
        if _is_kind(annotation, "ClassVar"):
            entry._kind = "class"
        elif isinstance(annotation, InitVar) or annotation is InitVar or _is_kind(annotation, "InitVar"):
            entry._kind = "init"
        if entry.kw_only is MISSING:
            entry.kw_only = kw_only
        if entry._kind == "field" and entry.default is not MISSING and entry.default.__class__.__hash__ is None:
            raise ValueError(f"mutable default {type(entry.default)} for field {name} is not allowed: "
                             "use default_factory")
        found.append(entry)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    fields = {}
    frozen_bases = None
    for base in reversed(cls.__mro__[1:]):
        inherited = base.__dict__.get("__dataclass_fields__")
        if inherited is not None:
            fields.update(inherited)
            is_frozen = base.__dict__["__dataclass_params__"].frozen
            frozen_bases = is_frozen if frozen_bases is None else frozen_bases and is_frozen
    if frozen_bases is True and not frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if frozen_bases is False and frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    for entry in _own_fields(cls, kw_only):
        fields[entry.name] = entry
        if isinstance(cls.__dict__.get(entry.name), Field):
            if entry.default is MISSING:
                delattr(cls, entry.name)
            else:
                setattr(cls, entry.name, entry.default)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = types.SimpleNamespace(init=init, repr=repr, eq=eq, order=order,
                                                     unsafe_hash=unsafe_hash, frozen=frozen)
    real = [entry for entry in fields.values() if entry._kind == "field"]
    had_hash = cls.__dict__.get("__hash__", MISSING)
    explicit_hash = had_hash is not MISSING and not (had_hash is None and "__eq__" in cls.__dict__)
    methods = _Methods(cls)
    if init:
        _add_init(methods, [e for e in fields.values() if e._kind != "class"], frozen, slots)
    if repr and "__repr__" not in cls.__dict__:
        _add_repr(methods, [entry.name for entry in real if entry.repr])
    compared = [entry.name for entry in real if entry.compare]
    if eq and "__eq__" not in cls.__dict__:
        _add_eq(methods, compared)
    if order:
        for name, symbol in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if name in cls.__dict__:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                                "Consider using functools.total_ordering")
            _add_order(methods, name, symbol, compared)
    if frozen:
        _set(cls, "__setattr__", _frozen_setattr(cls, "assign to", {entry.name for entry in real}))
        _set(cls, "__delattr__", _frozen_delattr(cls, {entry.name for entry in real}))
    hashed = [entry.name for entry in real if (entry.compare if entry.hash is None else entry.hash)]
    if unsafe_hash or (eq and frozen and not explicit_hash):
        methods.add("__hash__", "self", [f"return hash({_tuple_of('self', hashed)})"])
    elif eq and not explicit_hash:
        cls.__hash__ = None
    methods.set()
    if init:
        taken = sorted([entry for entry in fields.values() if entry._kind != "class" and entry.init],
                       key=lambda entry: bool(entry.kw_only))
        cls.__init__.__annotations__ = {entry.name: entry.type for entry in taken} | {"return": None}
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(e.name for e in fields.values() if e._kind != "class" and e.init and not e.kw_only)
    if "__replace__" not in cls.__dict__:
        _set(cls, "__replace__", _replace)
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__
    return _with_slots(cls, [entry.name for entry in real]) if slots else cls


def _with_slots(cls, names):
    """The class made anew with a slot for each field: a class that exists cannot get any."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    content = {name: value for name, value in cls.__dict__.items() if name not in {*names, "__dict__", "__weakref__"}}
    content["__slots__"] = tuple(name for name in names if name not in inherited)
    made = type(cls)(cls.__name__, cls.__bases__, content)
    made.__qualname__ = cls.__qualname__
    return made


def _set(cls, name, function):
    function.__name__ = name
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    setattr(cls, name, function)


class _Methods:
    """The methods of a class, written as text and compiled together."""

    def __init__(self, cls):
        self.cls = cls
        self.names, self.text = [], []
        # What the text uses: the parameters of a function around all methods.
        self.values = {"_object": object, "_factory": _FACTORY, "_guarded": _guarded}

    def add(self, name, parameters, lines, decorator=None):
        self.names.append(name)
        if decorator:
            self.text.append(f"  @{decorator}")
        self.text.append(f"  def {name}({parameters}):")
        self.text.extend("    " + line for line in lines)

    def set(self):
        if not self.names:
            return
        text = f"def _make({', '.join(self.values)}):\n" + "\n".join(self.text) + f"\n  return {', '.join(self.names)},"
        module = sys.modules.get(self.cls.__module__)
        made = {}
        exec(text, vars(module) if module else {}, made)
        for name, function in zip(self.names, made["_make"](**self.values)):
            _set(self.cls, name, function)


def _add_init(methods, entries, frozen, slots):
    cls = methods.cls
    parameters = [entry for entry in entries if entry.init]
    positional = [entry for entry in parameters if not entry.kw_only]
    named = [entry for entry in parameters if entry.kw_only]
    seen_default = None
    for entry in positional:
        if _has_default(entry):
            seen_default = entry
        elif seen_default is not None:
            raise TypeError(f"non-default argument {entry.name!r} follows default argument {seen_default.name!r}")
    self = "__dataclass_self__" if any(entry.name == "self" for entry in entries) else "self"
    lines = []
    for entry in entries:
        value = _initial_value(methods, entry, slots)
        if value is None or entry._kind == "init":
            continue
        if frozen:
            lines.append(f"_object.__setattr__({self}, {entry.name!r}, {value})")
        else:
            lines.append(f"{self}.{entry.name} = {value}")
    if hasattr(cls, "__post_init__"):
        given = ", ".join([entry.name for entry in entries if entry._kind == "init"])
        lines.append(f"{self}.__post_init__({given})")
    shown = [self] + [_parameter(methods, entry) for entry in positional]
    if named:
        shown += ["*"] + [_parameter(methods, entry) for entry in named]
    methods.add("__init__", ", ".join(shown), lines or ["pass"])


def _has_default(entry):
    return entry.default is not MISSING or entry.default_factory is not MISSING


def _parameter(methods, entry):
    if entry.default is not MISSING:
        methods.values[f"_default_{entry.name}"] = entry.default
        return f"{entry.name}=_default_{entry.name}"
    return f"{entry.name}=_factory" if entry.default_factory is not MISSING else entry.name


def _initial_value(methods, entry, slots):
    """What `__init__` sets the field to, or None where it does not."""
    name = entry.name
    if entry.default_factory is not MISSING:
        methods.values[f"_factory_{name}"] = entry.default_factory
        made = f"_factory_{name}()"
        return f"{made} if {name} is _factory else {name}" if entry.init else made
    if entry.init:
        return name
    if slots and entry.default is not MISSING:
        methods.values[f"_default_{name}"] = entry.default
        return f"_default_{name}"
    return None


def _guarded(function):
    """`function`, a `__repr__`, which shows an object within itself as three dots."""
    running = set()

    def __repr__(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return function(self)
        finally:
            running.discard(key)
    return __repr__


def _add_repr(methods, names):
    items = ", ".join([f"{name}={{self.{name}!r}}" for name in names])
    methods.add("__repr__", "self", [f"return f\"{{self.__class__.__qualname__}}({items})\""], "_guarded")


def _add_eq(methods, names):
    equal = " and ".join([f"self.{name} == other.{name}" for name in names]) or "True"
    methods.add("__eq__", "self, other", ["if self is other:", "  return True",
                                          "if other.__class__ is self.__class__:", f"  return {equal}",
                                          "return NotImplemented"])


def _tuple_of(owner, names):
    return "(" + "".join([f"{owner}.{name}, " for name in names]) + ")"


def _add_order(methods, name, symbol, names):
    compare = f"{_tuple_of('self', names)} {symbol} {_tuple_of('other', names)}"
    methods.add(name, "self, other", ["if other.__class__ is self.__class__:", f"  return {compare}",
                                      "return NotImplemented"])


def _frozen_setattr(cls, verb, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)
    return __setattr__


def _frozen_delattr(cls, names):
    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)
    return __delattr__


def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(entry for entry in found.values() if entry._kind == "field")


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def asdict(obj, *, dict_factory=dict):
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError("asdict() should be called on dataclass instances")
    return _plain(obj, lambda entry: dict_factory([(f.name, _plain(getattr(entry, f.name), None, dict_factory))
                                                   for f in fields(entry)]), dict_factory)


def _plain(obj, make=None, factory=dict):
    cls = type(obj)
    if hasattr(cls, "__dataclass_fields__"):
        if make is None:
            return asdict(obj, dict_factory=factory)
        return make(obj)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return cls(*[_plain(item, None, factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return cls([_plain(item, None, factory) for item in obj])
    if isinstance(obj, dict):
        pairs = [(_plain(key, None, factory), _plain(value, None, factory)) for key, value in obj.items()]
        return cls(obj.default_factory, pairs) if hasattr(cls, "default_factory") else cls(pairs)
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError("astuple() should be called on dataclass instances")

    def plain(value):
        if hasattr(type(value), "__dataclass_fields__"):
            return tuple_factory([plain(getattr(value, entry.name)) for entry in fields(value)])
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return type(value)(*[plain(item) for item in value])
        if isinstance(value, (list, tuple)):
            return type(value)([plain(item) for item in value])
        if isinstance(value, dict):
            return type(value)((plain(key), plain(item)) for key, item in value.items())
        return copy.deepcopy(value)
    return plain(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    annotations, body = {}, dict(namespace or {})
    for item in fields:
        if isinstance(item, str):
            name, kind = item, object
        elif len(item) == 2:
            name, kind = item
        else:
            name, kind, body[item[0]] = item
        annotations[name] = kind
    body["__annotations__"] = annotations
    options.pop("module", None)
    return dataclass(type(cls_name, bases, body), **options)


def replace(obj, /, **changes):
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for entry in self.__dataclass_fields__.values():
        if entry._kind == "class":
            continue
        if not entry.init:
            if entry.name in changes:
                raise TypeError(f"field {entry.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if entry.name not in changes:
            if entry._kind == "init" and entry.default is MISSING:
                raise TypeError(f"InitVar {entry.name!r} must be specified with replace()")
            changes[entry.name] = getattr(self, entry.name)
    return self.__class__(**changes)
