"""The templates of `str.format` in their parts: what CPython has in C as `_string`."""


def formatter_parser(format_string, /):
    if not isinstance(format_string, str):
        raise TypeError(f"expected str, got {type(format_string).__name__}")
    return _parts(str(format_string))


def _parts(text):
    """Yields literal text with the name, specification and conversion of the field after it."""
    at = 0
    while at < len(text):
        start = at
        while at < len(text) and text[at] not in "{}":
            at += 1
        if at == len(text):
            yield text[start:], None, None, None
            return
        brace = text[at]
        at += 1
        if text[at:at + 1] == brace:
            yield text[start:at], None, None, None
            at += 1
            continue
        if brace == "}" or at == len(text):
            raise ValueError(f"Single '{brace}' encountered in format string")
        field, at = _field(text, at)
        yield text[start:text.index("{", start)], *field


def _field(text, at):
    start, in_brackets = at, False
    while at < len(text):
        char = text[at]
        if char == "{":
            raise ValueError("unexpected '{' in field name")
        if in_brackets:
            in_brackets = char != "]"
        elif char == "[":
            in_brackets = True
        elif char in "}:!":
            break
        at += 1
    else:
        raise ValueError("expected '}' before end of string")
    name, conversion = text[start:at], None
    if text[at] == "!":
        conversion = text[at + 1:at + 2]
        if not conversion:
            raise ValueError("end of string while looking for conversion specifier")
        if conversion == "}":
            raise ValueError("unmatched '{' in format spec")
        at += 2
        if text[at:at + 1] not in (":", "}"):
            raise ValueError("expected ':' after conversion specifier" if at < len(text) else "unmatched '{' in format spec")
    if text[at] == "}":
        return (name, "", conversion), at + 1
    end = _end_of_field(text, at + 1)
    return (name, text[at + 1:end], conversion), end + 1


def _end_of_field(text, at):
    depth = 1
    while at < len(text):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return at
        at += 1
    raise ValueError("unmatched '{' in format spec" if text else "expected '}' before end of string")


def formatter_field_name_split(field_name, /):
    if not isinstance(field_name, str):
        raise TypeError(f"expected str, got {type(field_name).__name__}")
    end = min([at for at in (field_name.find("."), field_name.find("[")) if at >= 0], default=len(field_name))
    return _number_or_text(field_name[:end]), _accesses(field_name, end)


def _number_or_text(text):
    return int(text) if text.isdecimal() else text


def _accesses(text, at):
    """Yields whether a step is an attribute, and its name or key."""
    while at < len(text):
        if text[at] == ".":
            start = at = at + 1
            while at < len(text) and text[at] not in ".[":
                at += 1
            step = True, text[start:at]
        elif text[at] == "[":
            end = text.find("]", at)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            step = False, _number_or_text(text[at + 1:end])
            at = end + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if step[1] == "":
            raise ValueError("Empty attribute in format string")
        yield step
