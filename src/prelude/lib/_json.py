"""The fast parts of `json`: what CPython has in C. Its frames do not show in tracebacks."""

import _jsoncore


def scanstring(string, end, strict=True, /):
    return _jsoncore.scanstring(string, end, strict)


def encode_basestring(string, /):
    return _jsoncore.quote(string, False)


def encode_basestring_ascii(string, /):
    return _jsoncore.quote(string, True)


class make_scanner:
    """Reads values as a decoder wants them."""

    def __init__(self, context):
        self.strict = bool(context.strict)
        self.object_hook = context.object_hook
        self.object_pairs_hook = context.object_pairs_hook
        self.parse_float = context.parse_float
        self.parse_int = context.parse_int
        self.parse_constant = context.parse_constant
        self._hooks = (self.object_hook, self.object_pairs_hook, self.parse_float, self.parse_int, self.parse_constant)

    def __call__(self, string, idx):
        run = _jsoncore.Scanner(string, idx, self.strict, self._hooks).run
        function, arguments = run(None)
        while function is not None:
            function, arguments = run(function(*arguments))
        return arguments


class make_encoder:
    """Writes values as an encoder wants them."""

    def __init__(self, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan):
        if markers is not None and not isinstance(markers, dict):
            raise TypeError(f"make_encoder() argument 1 must be dict or None, not {type(markers).__name__}")
        kind = 0 if encoder is encode_basestring_ascii else 1 if encoder is encode_basestring else 2
        self._options = (markers is not None, default, encoder, kind, indent, key_separator, item_separator,
                         bool(sort_keys), bool(skipkeys), bool(allow_nan))

    def __call__(self, obj, _current_indent_level):
        machine = _jsoncore.Encoder(obj, _current_indent_level, self._options)
        try:
            function, arguments = machine.run(None)
            while function is not None:
                function, arguments = machine.run(function(*arguments))
        except BaseException as error:
            for name, item in machine.notes():
                error.add_note(f"when serializing {name} " + ("object" if item is ... else f"item {item!r}"))
            raise
        return (arguments,)
