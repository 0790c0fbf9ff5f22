"""Enumerations."""

import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumMeta", "EnumType", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "auto", "unique", "property",
           "member", "nonmember", "verify", "ReprEnum", "CONFORM", "KEEP", "STRICT", "EJECT"]

_property = property
STRICT, CONFORM, EJECT, KEEP = "strict", "conform", "eject", "keep"


class property(DynamicClassAttribute):
    """An attribute of members that the class does not have."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            members = owner.__dict__.get("_member_map_", {})
            if self.name in members:
                return members[self.name]
            raise AttributeError(f"{owner.__name__!r} has no attribute {self.name!r}")
        return self.fget(instance)


class auto:
    """Stands for the next value."""

    def __init__(self, value=None):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


def _is_descriptor(value):
    cls = type(value)
    return hasattr(cls, "__get__") or hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def _is_private(class_name, name):
    return name.startswith(f"_{class_name}__") and not name.endswith("__")


class EnumDict(dict):
    """The namespace of a class body, which collects the members."""

    def __init__(self, cls_name=None):
        dict.__init__(self)
        self._cls_name = cls_name
        self._member_names = []
        self._last_values = []
        self._ignore = []
        self._generate = None

    def __setitem__(self, key, value):
        if key == "_generate_next_value_":
            self._generate = value.__func__ if isinstance(value, staticmethod) else value
        elif key == "_ignore_":
            self._ignore = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            return
        elif key in ("_order_", "__order__"):
            return
        elif (key.startswith("__") and key.endswith("__")) or key.startswith("_") and key.endswith("_"):
            pass
        elif key in self._ignore or _is_private(self._cls_name, key):
            pass
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not (_is_descriptor(value) or isinstance(value, type)):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            value = self._resolved(key, value)
            self._member_names.append(key)
            self._last_values.append(value)
        dict.__setitem__(self, key, value)

    def _resolved(self, key, value):
        if isinstance(value, auto):
            return self._next(key)
        if isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
            return tuple(self._next(key) if isinstance(part, auto) else part for part in value)
        return value

    def _next(self, key):
        return self._generate(key, 1, len(self._member_names), self._last_values[:])


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        namespace = EnumDict(cls)
        for base in bases:
            generate = getattr(base, "_generate_next_value_", None)
            if generate is not None:
                namespace._generate = generate
                break
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if not isinstance(classdict, EnumDict):
            return type.__new__(metacls, cls, bases, dict(classdict), **kwds)
        names = classdict._member_names
        values = {name: dict.pop(classdict, name) for name in names}
        for base in bases:
            if isinstance(base, EnumType) and base.__dict__.get("_member_names_"):
                raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        data_type = _data_type(bases)
        made = type.__new__(metacls, cls, bases, dict(classdict), **kwds)
        made._member_names_ = []
        made._member_map_ = {}
        made._value2member_map_ = {}
        made._unhashable_values_ = []
        made._member_type_ = data_type
        if boundary is not None:
            made._boundary_ = boundary
        new = classdict.get("__new__")
        made._new_member_ = new
        for name in names:
            _add_member(made, name, values[name], data_type, new)
        if new is not None and "Enum" in globals():
            made.__new_member__ = new
            made.__new__ = staticmethod(Enum.__new__)
        if "__reduce_ex__" not in classdict:
            made.__reduce_ex__ = _reduce
        if data_type is not object and "__repr__" not in classdict:
            # The data type comes first in the MRO, but members show their names.
            for base in made.__mro__:
                if isinstance(base, EnumType) and "__repr__" in base.__dict__:
                    made.__repr__ = base.__dict__["__repr__"]
                    break
        if isinstance(made, EnumType) and "Flag" in globals() and issubclass(made, Flag):
            made._flag_mask_ = 0
            for entry in made._member_map_.values():
                if isinstance(entry._value_, int):
                    made._flag_mask_ |= entry._value_
        return made

    def __call__(cls, value, names=None, *more, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None and not more:
            return cls.__new__(cls, value)
        if more:
            return cls.__new__(cls, (value, names, *more))
        return cls._create_(value, names, module=module, start=start)

    def _create_(cls, class_name, names, *, module=None, start=1):
        namespace = cls.__class__.__prepare__(class_name, (cls,))
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (list, tuple)) and names and isinstance(names[0], str):
            generated, last = [], []
            for count, name in enumerate(names):
                value = cls._generate_next_value_(name, start, count, last[:])
                last.append(value)
                generated.append((name, value))
            names = generated
        for name, value in (names.items() if hasattr(names, "items") else names):
            namespace[name] = value
        made = cls.__class__(class_name, (cls,), namespace)
        if module is not None:
            made.__module__ = module
        return made

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        return any(entry._value_ == value for entry in cls._member_map_.values())

    def __getattr__(cls, name):
        members = cls.__dict__.get("_member_map_", {})
        if name in members:
            return members[name]
        raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        type.__delattr__(cls, name)

    def __repr__(cls):
        kind = "flag" if "Flag" in globals() and issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"

    def __dir__(cls):
        return ["__class__", "__doc__", "__members__", "__module__", *cls._member_names_]


EnumMeta = EnumType


def _data_type(bases):
    for base in bases:
        for parent in base.__mro__:
            if parent is object or isinstance(parent, EnumType):
                continue
            if "__new__" in parent.__dict__ or parent in (int, str, float, bytes, tuple):
                return parent
    return object


def _add_member(cls, name, value, data_type, new):
    arguments = value if isinstance(value, tuple) and data_type is not tuple else (value,)
    if new is not None:
        entry = new(cls, *arguments)
    elif data_type is object:
        entry = object.__new__(cls)
    else:
        entry = data_type.__new__(cls, *arguments)
    if not hasattr(entry, "_value_"):
        entry._value_ = value if data_type is object else data_type(*arguments)
    entry._name_ = name
    entry.__objclass__ = cls
    entry._sort_order_ = len(cls._member_names_)
    init = cls.__init__
    if init is not object.__init__ and init is not Enum.__init__ and init is not data_type.__init__:
        entry.__init__(*arguments)
    for known in cls._member_map_.values():
        if known._value_ == entry._value_:
            cls._member_map_[name] = known
            return
    flag = "Flag" in globals() and issubclass(cls, Flag)
    value = entry._value_
    if not flag or (isinstance(value, int) and value > 0 and value & (value - 1) == 0):
        cls._member_names_.append(name)
    cls._member_map_[name] = entry
    try:
        cls._value2member_map_[value] = entry
    except TypeError:
        cls._unhashable_values_.append(value)


def _reduce(self, protocol):
    return self.__class__, (self._value_,)


class Enum(metaclass=EnumType):
    """A set of names with values."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for entry in cls._member_map_.values():
                if entry._value_ == value:
                    return entry
        result = cls._missing_(value)
        if isinstance(result, cls):
            return result
        if result is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        raise TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        numbers = [value for value in last_values if isinstance(value, int)]
        return max(numbers) + 1 if numbers else start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    def __dir__(self):
        return ["__class__", "__doc__", "__module__", "name", "value"]

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_


class ReprEnum(Enum):
    """An enumeration that only changes the repr of its values."""


class IntEnum(int, ReprEnum):
    """Names for ints."""

    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)

    __hash__ = int.__hash__


class StrEnum(str, ReprEnum):
    """Names for strings."""

    def __str__(self):
        return str.__str__(self._value_)

    def __format__(self, format_spec):
        return str.__format__(self._value_, format_spec)

    __hash__ = str.__hash__

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class Flag(Enum):
    """Names for bits."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return 1 << max(last_values).bit_length() if last_values else start

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        if value < 0:
            value = mask & value
        if value & ~mask and not issubclass(cls, int):
            raise ValueError(f"{cls!r} invalid value {value!r}")
        data = cls._member_type_
        made = object.__new__(cls) if data is object else data.__new__(cls, value)
        names = [name for name in cls._member_names_ if cls._member_map_[name]._value_ & value]
        made._name_ = "|".join(names) or None
        made._value_ = value
        return cls._value2member_map_.setdefault(value, made)

    def __iter__(self):
        cls = self.__class__
        return (cls._member_map_[n] for n in cls._member_names_ if cls._member_map_[n]._value_ & self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                            f"{self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        name = self.__class__.__name__
        return f"<{name}: {self._value_!r}>" if self._name_ is None else f"<{name}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def _operand(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if issubclass(self.__class__, int) and isinstance(other, int):
            return int(other)
        return None

    def __or__(self, other):
        value = self._operand(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._operand(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._operand(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    def __invert__(self):
        return self.__class__(self.__class__._flag_mask_ & ~self._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


class IntFlag(int, ReprEnum, Flag):
    """Names for bits that are ints too."""

    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)

    __hash__ = int.__hash__


def unique(enumeration):
    """A decorator that refuses two names for one value."""
    duplicates = [(name, entry.name) for name, entry in enumeration.__members__.items() if name != entry.name]
    if duplicates:
        details = ", ".join(f"{alias} -> {name}" for alias, name in duplicates)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


def verify(*checks):
    return lambda enumeration: enumeration


def global_enum(cls, update_str=False):
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
