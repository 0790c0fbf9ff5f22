"""Type parameters, generic aliases and unions: what CPython has in C. Its frames do not show in tracebacks."""

import sys
from _prelude import _name_fully


@staticmethod
def _idfunc(value, /):
    """As an attribute of a class it does not bind, as CPython's in C."""
    return value


class NoDefaultType:
    """The type of `NoDefault`: a type parameter has none."""

    __module__ = "typing"
    __slots__ = ()

    def __new__(cls, *arguments, **keywords):
        if arguments or keywords:
            raise TypeError("NoDefaultType takes no arguments")
        try:
            return NoDefault
        except NameError:
            return object.__new__(cls)

    def __init_subclass__(cls, **keywords):
        raise TypeError("type 'NoDefaultType' is not an acceptable base type")

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = NoDefaultType()


class _ConstantEvaluator:
    """Evaluates to a value that was given as it is."""

    def __init__(self, value):
        self._value = value

    def __call__(self, format, /):
        if format != 4:
            return self._value
        import annotationlib
        if isinstance(self._value, tuple):
            return f"({', '.join(map(annotationlib.type_repr, self._value))})"
        return annotationlib.type_repr(self._value)

    def __repr__(self):
        return f"<constevaluator {self._value!r}>"


def _calling_module():
    return sys._getframe(0).f_globals.get("__name__")


def _checked(value, message):
    if value is None:
        return type(None)
    from typing import _type_check
    return _type_check(value, message)


class _Parameter:
    """What type parameters have in common. A bound, constraints and a default are evaluated when they are asked for."""

    __module__ = "typing"

    def _begin(self, name, default):
        if not isinstance(name, str):
            raise TypeError(f"{type(self).__name__}() argument 'name' must be str, not {type(name).__name__}")
        self.__name__ = name
        self.evaluate_default = None if default is NoDefault else _ConstantEvaluator(default)

    @property
    def __default__(self):
        known = self.__dict__.get(".default", NoDefault)
        if known is NoDefault and self.evaluate_default is not None:
            known = self.__dict__[".default"] = self.evaluate_default(1)
        return known

    def has_default(self):
        return self.evaluate_default is not None

    def __repr__(self):
        return self.__name__

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __reduce__(self):
        return self.__name__

    def __init_subclass__(cls, **keywords):
        if cls.__module__ != "_typing":
            raise TypeError(f"type 'typing.{cls.__mro__[1].__name__}' is not an acceptable base type")


class _WithVariance(_Parameter):
    def _set_variance(self, bound, covariant, contravariant, infer_variance):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)
        self.evaluate_bound = None if bound is None else _ConstantEvaluator(_checked(bound, "Bound must be a type."))

    @property
    def __bound__(self):
        known = self.__dict__.get(".bound")
        if known is None and self.evaluate_bound is not None:
            known = self.__dict__[".bound"] = self.evaluate_bound(1)
        return known

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__


class TypeVar(_WithVariance):
    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        self._begin(name, default)
        self._set_variance(bound, covariant, contravariant, infer_variance)
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be used with a bound.")
        constraints = tuple([_checked(one, "TypeVar(name, constraint, ...): constraints must be types.") for one in constraints])
        self.evaluate_constraints = _ConstantEvaluator(constraints) if constraints else None
        self.__module__ = _calling_module()

    @property
    def __constraints__(self):
        known = self.__dict__.get(".constraints", ())
        if not known and self.evaluate_constraints is not None:
            known = self.__dict__[".constraints"] = self.evaluate_constraints(1)
        return known

    def __typing_subst__(self, argument):
        from typing import _typevar_subst
        return _typevar_subst(self, argument)

    def __typing_prepare_subst__(self, alias, arguments):
        index = alias.__parameters__.index(self)
        if index < len(arguments):
            return arguments
        if index == len(arguments) and self.has_default():
            return (*arguments, self.__default__)
        raise TypeError(f"Too few arguments for {alias}")


class ParamSpec(_WithVariance):
    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False):
        self._begin(name, default)
        self._set_variance(bound, covariant, contravariant, infer_variance)
        self.__module__ = _calling_module()

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, argument):
        from typing import _paramspec_subst
        return _paramspec_subst(self, argument)

    def __typing_prepare_subst__(self, alias, arguments):
        from typing import _paramspec_prepare_subst
        return _paramspec_prepare_subst(self, alias, arguments)


class TypeVarTuple(_Parameter):
    def __init__(self, name, *, default=NoDefault):
        self._begin(name, default)
        self.__module__ = _calling_module()

    def __iter__(self):
        from typing import Unpack
        yield Unpack[self]

    def __typing_subst__(self, argument):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, arguments):
        from typing import _typevartuple_prepare_subst
        return _typevartuple_prepare_subst(self, alias, arguments)


class _ParamSpecPart:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._part}"

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash((self._part, self.__origin__))

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __init_subclass__(cls, **keywords):
        if cls.__module__ != "_typing":
            raise TypeError(f"type 'typing.{cls.__mro__[1].__name__}' is not an acceptable base type")


class ParamSpecArgs(_ParamSpecPart):
    _part = "args"


class ParamSpecKwargs(_ParamSpecPart):
    _part = "kwargs"


class TypeAliasType:
    """What `type X = ...` binds."""

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(name, str):
            raise TypeError(f"typealias() argument 'name' must be str, not {type(name).__name__}")
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        _check_parameter_order(type_params)
        self._begin(name, type_params, _ConstantEvaluator(value), _calling_module())

    def _begin(self, name, type_params, evaluate, module):
        self.__dict__.update(__name__=name, __type_params__=type_params, evaluate_value=evaluate, __module__=module)

    def __setattr__(self, name, value):
        if name in ("__name__", "__type_params__", "__parameters__", "__value__", "__module__"):
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'typing.TypeAliasType' object has no attribute {name!r}", name=name, obj=self)

    @property
    def __value__(self):
        if ".value" not in self.__dict__:
            self.__dict__[".value"] = self.evaluate_value(1)
        return self.__dict__[".value"]

    @property
    def __parameters__(self):
        return _with_unpacked(self.__type_params__)

    def __repr__(self):
        return self.__name__

    def __getitem__(self, item):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, item)

    def __iter__(self):
        from typing import Unpack
        yield Unpack[self]

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __reduce__(self):
        return self.__name__

    def __init_subclass__(cls, **keywords):
        raise TypeError("type 'typing.TypeAliasType' is not an acceptable base type")


def _check_parameter_order(parameters):
    defaults = False
    for parameter in parameters:
        if not isinstance(parameter, _Parameter):
            continue
        if parameter.has_default():
            defaults = True
        elif defaults:
            raise TypeError(f"non-default type parameter {parameter!r} follows default type parameter")


def _with_unpacked(parameters):
    unpacked = []
    for parameter in parameters:
        if isinstance(parameter, TypeVarTuple):
            unpacked.extend(parameter)
        else:
            unpacked.append(parameter)
    return tuple(unpacked)


class Generic:
    """The base of generic classes."""

    __slots__ = ()
    _is_protocol = False

    @classmethod
    def __class_getitem__(cls, *arguments, **keywords):
        from typing import _generic_class_getitem
        return _generic_class_getitem(cls, *arguments, **keywords)

    @classmethod
    def __init_subclass__(cls, *arguments, **keywords):
        from typing import _generic_init_subclass
        return _generic_init_subclass(cls, *arguments, **keywords)


def _parameters_in(arguments):
    """The type parameters in type arguments, each once."""
    found = []
    for argument in arguments:
        if isinstance(argument, type):
            continue
        if hasattr(argument, "__typing_subst__"):
            inner = (argument,)
        elif isinstance(argument, (tuple, list)):
            inner = _parameters_in(argument)
        else:
            inner = getattr(argument, "__parameters__", ())
            if not isinstance(inner, tuple):
                continue
        for parameter in inner:
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


def _unpacked_arguments(item):
    """The arguments in a subscript, with those of starred tuples among them."""
    arguments = []
    for argument in item if isinstance(item, tuple) else (item,):
        inner = None if isinstance(argument, type) else getattr(argument, "__typing_unpacked_tuple_args__", None)
        if inner is not None and not (inner and inner[-1] is ...):
            arguments.extend(inner)
        else:
            arguments.append(argument)
    return tuple(arguments)


def _substituted(alias, arguments, parameters, item):
    """`arguments` with what a subscript gives for their parameters."""
    if not parameters:
        raise TypeError(f"{alias!r} is not a generic class")
    given = _unpacked_arguments(item)
    for parameter in parameters:
        prepare = getattr(parameter, "__typing_prepare_subst__", None)
        if prepare is not None:
            given = tuple(prepare(alias, given))
    if len(given) != len(parameters):
        many = "many" if len(given) > len(parameters) else "few"
        raise TypeError(f"Too {many} arguments for {alias!r}; actual {len(given)}, expected {len(parameters)}")
    return _replaced(arguments, parameters, given)


def _replaced(arguments, parameters, given):
    made = []
    for argument in arguments:
        if isinstance(argument, type):
            made.append(argument)
            continue
        if isinstance(argument, (tuple, list)):
            made.append(type(argument)(_replaced(argument, parameters, given)))
            continue
        starred = getattr(argument, "__typing_is_unpacked_typevartuple__", False)
        substitute = getattr(argument, "__typing_subst__", None)
        if substitute is not None:
            new = substitute(given[parameters.index(argument)])
        else:
            new = _with_arguments(argument, parameters, given)
        if starred and isinstance(new, tuple):
            made.extend(new)
        else:
            made.append(new)
    return tuple(made)


def _with_arguments(argument, parameters, given):
    inner = getattr(argument, "__parameters__", ())
    if not isinstance(inner, tuple) or not inner:
        return argument
    item = []
    for parameter in inner:
        value = given[parameters.index(parameter)] if parameter in parameters else parameter
        if isinstance(value, tuple) and isinstance(parameter, TypeVarTuple):
            item.extend(value)
        else:
            item.append(value)
    return argument[tuple(item)]


def _shown(value):
    if value is ...:
        return "..."
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if hasattr(value, "__origin__") and hasattr(value, "__args__"):
        return repr(value)
    name, module = getattr(value, "__qualname__", None), getattr(value, "__module__", None)
    if name is None or module is None:
        return repr(value)
    return name if module == "builtins" else f"{module}.{name}"


# What a generic alias does not leave to its origin.
_ALIAS = frozenset(["__class__", "__origin__", "__args__", "__unpacked__", "__parameters__", "__mro_entries__",
                    "__typing_unpacked_tuple_args__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__", "__bases__"])


class GenericAlias:
    """A class with type arguments, such as `list[int]`."""

    __module__ = "types"
    __slots__ = ("__origin__", "__args__", "__parameters__", "__unpacked__", "__weakref__")

    def __new__(cls, origin, args, /):
        self = object.__new__(cls)
        set = object.__setattr__
        set(self, "__origin__", origin)
        args = args if isinstance(args, tuple) else (args,)
        set(self, "__args__", args)
        set(self, "__parameters__", _parameters_in(args))
        set(self, "__unpacked__", False)
        return self

    def __getattribute__(self, name):
        get = object.__getattribute__
        if name in _ALIAS:
            if name in ("__bases__", "__copy__", "__deepcopy__"):
                raise AttributeError(f"'{type(self).__name__}' object has no attribute {name!r}", name=name, obj=self)
            return get(self, name)
        if type(self) is not GenericAlias and name in type(self).__dict__:
            return get(self, name)
        return getattr(get(self, "__origin__"), name)

    def __setattr__(self, name, value):
        if name in _ALIAS:
            raise AttributeError("readonly attribute")
        setattr(self.__origin__, name, value)

    def __repr__(self):
        args = self.__args__
        inner = ", ".join(map(_shown, args)) if args else "()"
        return f"{'*' if self.__unpacked__ else ''}{_shown(self.__origin__)}[{inner}]"

    def __call__(self, *args, **kwargs):
        made = object.__getattribute__(self, "__origin__")(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return made

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, instance):
        raise TypeError("isinstance() argument 2 cannot be a parameterized generic")

    def __subclasscheck__(self, cls):
        raise TypeError("issubclass() argument 2 cannot be a parameterized generic")

    def __eq__(self, other):
        if not isinstance(other, GenericAlias):
            return NotImplemented
        return (self.__origin__ == other.__origin__ and self.__args__ == other.__args__
                and self.__unpacked__ == other.__unpacked__)

    def __hash__(self):
        return hash(self.__origin__) ^ hash(self.__args__)

    def __getitem__(self, item):
        args = _substituted(self, self.__args__, self.__parameters__, item)
        made = GenericAlias(self.__origin__, args)
        object.__setattr__(made, "__unpacked__", self.__unpacked__)
        return made

    def __iter__(self):
        starred = GenericAlias(self.__origin__, self.__args__)
        object.__setattr__(starred, "__unpacked__", True)
        yield starred

    @property
    def __typing_unpacked_tuple_args__(self):
        return self.__args__ if self.__unpacked__ and self.__origin__ is tuple else None

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __dir__(self):
        return sorted({*dir(self.__origin__), *_ALIAS} - {"__bases__", "__copy__", "__deepcopy__"})

    def __reduce__(self):
        if self.__unpacked__:
            return next, (iter(GenericAlias(self.__origin__, self.__args__)),)
        return GenericAlias, (self.__origin__, self.__args__)


class _UnionMeta(type):
    def __getitem__(cls, item):
        return _union_of(item if isinstance(item, tuple) else (item,))


class Union(metaclass=_UnionMeta):
    """Several types of which any will do: `int | str`."""

    __module__ = "typing"
    __slots__ = ("__args__", "__parameters__", "__weakref__")

    def __new__(cls, *arguments):
        raise TypeError("cannot create 'typing.Union' instances")

    def __init_subclass__(cls, **keywords):
        raise TypeError("type 'typing.Union' is not an acceptable base type")

    __origin__ = property(lambda self: Union)
    __name__ = property(lambda self: "Union")

    def __getattr__(self, name):
        if name == "__qualname__":
            return "Union"
        raise AttributeError(f"'typing.Union' object has no attribute {name!r}", name=name, obj=self)

    def __instancecheck__(self, instance):
        for arg in self.__args__:
            if isinstance(instance, arg):
                return True
        return False

    def __subclasscheck__(self, cls):
        if not isinstance(cls, type):
            raise TypeError("issubclass() arg 1 must be a class")
        for arg in self.__args__:
            if issubclass(cls, arg):
                return True
        return False

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __eq__(self, other):
        if not isinstance(other, Union):
            return NotImplemented
        mine, others = self.__args__, other.__args__
        try:
            return frozenset(mine) == frozenset(others)
        except TypeError:
            return all(arg in others for arg in mine) and all(arg in mine for arg in others)

    def __hash__(self):
        try:
            return hash(frozenset(self.__args__))
        except TypeError:
            unhashable = sum(1 for arg in self.__args__ if not _is_hashable(arg))
            raise TypeError(f"union contains {unhashable} unhashable elements") from None

    def __getitem__(self, item):
        return _union_of(_substituted(self, self.__args__, self.__parameters__, item))

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return " | ".join(["None" if arg is type(None) else _shown(arg) for arg in self.__args__])

    def __reduce__(self):
        import operator
        return operator.getitem, (Union, self.__args__)


def _is_hashable(value):
    try:
        hash(value)
    except TypeError:
        return False
    return True


def _union(members):
    """`a | b`, where both are types."""
    for member in members:
        if member is not None and not isinstance(member, (type, GenericAlias, Union, _Parameter, TypeAliasType, str)):
            return NotImplemented
    if isinstance(members[0], str) or isinstance(members[1], str):
        if not any(isinstance(member, (_Parameter, TypeAliasType)) for member in members):
            return NotImplemented
    return _union_of(members)


def _union_of(members):
    if not members:
        raise TypeError("Cannot take a Union of no types.")
    args = []
    for member in members:
        if isinstance(member, Union):
            inner = member.__args__
        elif member is None:
            inner = (type(None),)
        elif isinstance(member, (type, GenericAlias, _Parameter, TypeAliasType)):
            inner = (member,)
        else:
            inner = (_checked(member, "Union[arg, ...]: each arg must be a type."),)
        for arg in inner:
            if arg not in args:
                args.append(arg)
    if len(args) == 1:
        return args[0]
    made = object.__new__(Union)
    made.__args__ = tuple(args)
    made.__parameters__ = _parameters_in(args)
    return made


def _make_parameter(kind, name, bound, default, module):
    """A parameter in the brackets of a definition; bound, constraints and default evaluate on demand."""
    cls = {"TypeVarTuple": TypeVarTuple, "ParamSpec": ParamSpec}.get(kind, TypeVar)
    self = object.__new__(cls)
    self.__name__, self.__module__ = name, module
    self.evaluate_default = default
    if cls is not TypeVarTuple:
        self.__covariant__ = self.__contravariant__ = False
        self.__infer_variance__ = True
        self.evaluate_bound = None if kind == "Constraints" else bound
    if cls is TypeVar:
        self.evaluate_constraints = bound if kind == "Constraints" else None
    return self


def _make_alias(name, parameters, value):
    self = object.__new__(TypeAliasType)
    self._begin(name, parameters, value, value.__module__)
    return self


for _class in (TypeVar, ParamSpec, TypeVarTuple, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, Generic, Union):
    _class.__module__ = "typing"
    _name_fully(_class)
_name_fully(GenericAlias)
