"""What `string.Formatter` stands on: format strings taken apart."""


def formatter_parser(text, /):
    """Yields `(literal, field, spec, conversion)` for each replacement field of a format string."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, got {type(text).__name__}")
    return _parts(text)


def _parts(text):
    at, literal = 0, []
    while at < len(text):
        char = text[at]
        at += 1
        if char not in "{}":
            literal.append(char)
        elif text[at:at + 1] == char:
            yield "".join(literal) + char, None, None, None
            literal.clear()
            at += 1
        elif char == "}":
            raise ValueError("Single '}' encountered in format string")
        else:
            field, at = _field(text, at)
            yield "".join(literal), *field
            literal.clear()
    if literal:
        yield "".join(literal), None, None, None


def _field(text, start):
    if start == len(text):
        raise ValueError("Single '{' encountered in format string")
    depth, at, brackets = 1, start, False
    name_end = None
    while at < len(text):
        char = text[at]
        if name_end is None:
            if char == "{":
                raise ValueError("unexpected '{' in field name")
            if char == "[":
                brackets = True
            elif char == "]":
                brackets = False
            elif char in ":!}" and not brackets:
                name_end = at
                continue
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                return _split(text, start, name_end, at), at + 1
        at += 1
    raise ValueError("expected '}' before end of string")


def _split(text, start, name_end, end):
    name, conversion = text[start:name_end], None
    if text[name_end] == "!":
        conversion = text[name_end + 1:name_end + 2]
        if name_end + 1 >= end:
            raise ValueError("unmatched '{' in format spec" if end >= len(text) else "expected ':' after conversion specifier")
        name_end += 2
        if name_end < end and text[name_end] != ":":
            raise ValueError("expected ':' after conversion specifier")
    return name, text[name_end + 1:end] if name_end < end else "", conversion


def formatter_field_name_split(text, /):
    """The first part of a field name, and an iterator over the rest: `(is_attribute, name)`."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, got {type(text).__name__}")
    end = min([at for at in (text.find("."), text.find("[")) if at >= 0], default=len(text))
    return _index(text[:end]), _rest(text, end)


def _index(text):
    return int(text) if text.isdecimal() else text


def _rest(text, at):
    while at < len(text):
        if text[at] == ".":
            end = min([end for end in (text.find(".", at + 1), text.find("[", at + 1)) if end >= 0], default=len(text))
            attribute, name = True, text[at + 1:end]
        elif text[at] == "[":
            end = text.find("]", at) + 1
            if end == 0:
                raise ValueError("Missing ']' in format string")
            attribute, name = False, _index(text[at + 1:end - 1])
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if name == "":
            raise ValueError("Empty attribute in format string")
        yield attribute, name
        at = end
