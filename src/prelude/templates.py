# Template strings: what `t"..."` makes.


class Interpolation:
    """A value in a template string, with the text that it was written as."""

    __module__ = "string.templatelib"
    __match_args__ = ("value", "expression", "conversion", "format_spec")
    __slots__ = ("_parts",)

    def __new__(cls, value, expression="", conversion=None, format_spec=""):
        for name, part in (("expression", expression), ("conversion", conversion), ("format_spec", format_spec)):
            if not isinstance(part, str) and not (name == "conversion" and part is None):
                raise TypeError(f"Interpolation() argument {name!r} must be str, not {_type_name(type(part))}")
        if conversion not in (None, "s", "a", "r"):
            raise ValueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
        self = object.__new__(cls)
        self._parts = (value, expression, conversion, format_spec)
        return self

    value = property(lambda self: self._parts[0])
    expression = property(lambda self: self._parts[1])
    conversion = property(lambda self: self._parts[2])
    format_spec = property(lambda self: self._parts[3])
    __class_getitem__ = classmethod(_generic_alias)

    def __repr__(self):
        return f"Interpolation({', '.join(map(repr, self._parts))})"

    def __reduce__(self):
        return Interpolation, self._parts


class Template:
    """Strings and the interpolations between them."""

    __module__ = "string.templatelib"
    __slots__ = ("strings", "interpolations")

    def __new__(cls, *args):
        strings, interpolations = [""], []
        for part in args:
            if isinstance(part, str):
                strings[-1] += part
            elif isinstance(part, Interpolation):
                interpolations.append(part)
                strings.append("")
            else:
                raise TypeError("Template.__new__ *args need to be of type 'str' or 'Interpolation', "
                                f"got {_type_name(type(part))}")
        self = object.__new__(cls)
        self.strings, self.interpolations = tuple(strings), tuple(interpolations)
        return self

    @property
    def values(self):
        return tuple(interpolation.value for interpolation in self.interpolations)

    __class_getitem__ = classmethod(_generic_alias)

    def __iter__(self):
        for index, text in enumerate(self.strings):
            if text:
                yield text
            if index < len(self.interpolations):
                yield self.interpolations[index]

    def __add__(self, other):
        if not isinstance(other, Template):
            name = _type_name(type(other))
            raise TypeError(f'can only concatenate string.templatelib.Template (not "{name}") to string.templatelib.Template')
        return Template(*self, *other)

    def __repr__(self):
        return f"Template(strings={self.strings!r}, interpolations={self.interpolations!r})"

    def __reduce__(self):
        return Template, tuple(self)


def __template__(*parts):
    return Template(*(part if isinstance(part, str) else Interpolation(*part) for part in parts))
