"""What a document type declares: entities, notations, elements and the defaults of attributes."""

import re

_LITERAL = r"""("[^"]*"|'[^']*')"""
_NAME = r"([^\s\"'<>\[\]%;]+)"
_EXTERNAL = rf"(?:SYSTEM|PUBLIC\s+{_LITERAL})\s+{_LITERAL}"
_ENTITY = re.compile(rf"<!ENTITY\s+(%\s+)?{_NAME}\s+(?:{_LITERAL}|{_EXTERNAL})(?:\s+NDATA\s+{_NAME})?\s*>")
_NOTATION = re.compile(rf"<!NOTATION\s+{_NAME}\s+(?:SYSTEM\s+{_LITERAL}|PUBLIC\s+{_LITERAL}(?:\s+{_LITERAL})?)\s*>")
_ELEMENT = re.compile(rf"<!ELEMENT\s+{_NAME}\s+(.*?)\s*>", re.DOTALL)
_ATTLIST = re.compile(rf"<!ATTLIST\s+{_NAME}((?:\"[^\"]*\"|'[^']*'|[^\"'>])*)>", re.DOTALL)
_ATTRIBUTE = re.compile(rf"\s+{_NAME}\s+((?:NOTATION\s+)?\([^)]*\)|\w+)\s+(#REQUIRED|#IMPLIED|(?:#FIXED\s+)?{_LITERAL})")
_SKIPPED = re.compile(r"\s+|%[^\s;]+;")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_INSTRUCTION = re.compile(r"<\?(\S+?)(?:\s+(.*?))?\?>", re.DOTALL)
_CHARACTER = re.compile(r"&#(?:x([0-9a-fA-F]+)|([0-9]+));")
_PARTICLE = re.compile(r"\s*([(),|]|[^\s(),|?*+]+)\s*([?*+]?)")
_QUANTIFIERS = {"": 0, "?": 1, "*": 2, "+": 3}


def declarations(parser, subset, fail):
    """Gives the declarations in `subset` to the handlers of `parser`."""
    readers = ((_SKIPPED, lambda parser, found: None), (_COMMENT, _comment), (_INSTRUCTION, _instruction), (_ENTITY, _entity),
               (_NOTATION, _notation), (_ELEMENT, _element), (_ATTLIST, _attributes))
    at = 0
    while at < len(subset):
        for pattern, read in readers:
            if found := pattern.match(subset, at):
                read(parser, found)
                at = found.end()
                break
        else:
            fail(at)


def _unquoted(literal):
    return None if literal is None else literal[1:-1]


def _handle(parser, handler, *arguments):
    if handler is not None:
        parser._call(handler, *arguments)


def _comment(parser, found):
    _handle(parser, parser.CommentHandler, found[1])


def _instruction(parser, found):
    _handle(parser, parser.ProcessingInstructionHandler, found[1], found[2] or "")


def _entity(parser, found):
    parameter, name, value, public, system, notation = found.groups()
    value, public, system = map(_unquoted, (value, public, system))
    if value is not None:
        value = _CHARACTER.sub(lambda code: chr(int(code[1], 16) if code[1] else int(code[2])), value)
        if parameter is None:
            parser._entities.setdefault(name, value)
    if notation is not None and parser.UnparsedEntityDeclHandler is not None:
        return parser._call(parser.UnparsedEntityDeclHandler, name, parser._base, system, public, notation)
    _handle(parser, parser.EntityDeclHandler, name, int(parameter is not None), value, parser._base, system, public, notation)


def _notation(parser, found):
    name, system, public, second = found.groups()
    _handle(parser, parser.NotationDeclHandler, name, parser._base, _unquoted(system or second), _unquoted(public))


def _element(parser, found):
    if parser.ElementDeclHandler is not None:
        parser._call(parser.ElementDeclHandler, found[1], _model(found[2]))


def _model(text):
    if text in ("EMPTY", "ANY"):
        return (1 if text == "EMPTY" else 2, 0, None, ())
    tokens = [(found[1], found[2]) for found in _PARTICLE.finditer(text)]
    return _group(iter(tokens[1:]))


def _group(tokens):
    """The model of a group whose opening bracket was read."""
    kind, children = 6, []
    for token, quantifier in tokens:
        if token == "(":
            children.append(_group(tokens))
        elif token == ")":
            return kind, _QUANTIFIERS[quantifier], None, tuple(children)
        elif token == "#PCDATA":
            kind = 3
        elif token == "|":
            kind = 3 if kind == 3 else 5
        elif token != ",":
            children.append((4, _QUANTIFIERS[quantifier], token, ()))
    return kind, 0, None, tuple(children)


def _attributes(parser, found):
    element = found[1]
    for name, kind, rule, literal in _ATTRIBUTE.findall(found[2]):
        default = literal[1:-1] if literal else None
        if default is not None:
            parser._defaults.setdefault(element, {}).setdefault(name, default)
        kind = re.sub(r"\s+", "", kind)
        _handle(parser, parser.AttlistDeclHandler, element, name, kind, default, int(rule.startswith(("#REQUIRED", "#FIXED"))))
