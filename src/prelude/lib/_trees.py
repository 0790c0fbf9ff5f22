"""Compiling syntax trees: as source that means the same, with the positions that the tree has."""

import _ast
import ast

from _prelude import _compile_at

_KINDS = {"exec": "Module", "eval": "Expression", "single": "Interactive"}
_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")
_STORED = {"targets", "target", "optional_vars"}
_CONSTANTS = (type(None), bool, int, float, complex, str, bytes, type(...))


def compiled(tree, filename, mode, flags):
    """What `compile` makes of a tree."""
    kind = _KINDS[mode]
    if type(tree).__name__ != kind:
        raise TypeError(f"expected {kind} node, got {type(tree).__name__}")
    _check(tree)
    if flags & _ast.PyCF_ONLY_AST:
        return tree
    source = ast.unparse(tree)
    places = {}
    _pair(ast.parse(source, filename, mode), tree, places)
    return _compile_at(source, filename, mode, [(*new, *old) for new, old in places.items()])


def _check(node):
    if node._attributes and not isinstance(node, _ast.excepthandler):
        for name in ("lineno", "col_offset"):
            if getattr(node, name, None) is None:
                raise TypeError(f'required field "{name}" missing from {_sort(type(node)).__name__}')
    for name in node._fields:
        if not hasattr(node, name):
            raise TypeError(f'required field "{name}" missing from {type(node).__name__}')
        _check_field(node, name, getattr(node, name))


def _sort(cls):
    """The class whose alternatives the node is one of: `expr` of a `Name`."""
    return cls if cls.__bases__[0] is _ast.AST else _sort(cls.__bases__[0])


def _check_field(node, name, value):
    if name in node._lists:
        if not isinstance(value, list):
            article = f"{type(node).__name__} field \"{name}\" must be a list, not a {type(value).__name__}"
            raise TypeError(article)
        if name == "body" and not value and isinstance(node, (_ast.stmt, _ast.excepthandler)):
            raise ValueError(f"empty body on {type(node).__name__}")
    elif isinstance(node, _ast.Constant) and name == "value":
        _check_constant(value)
        return
    for child in value if isinstance(value, list) else [value]:
        if isinstance(child, _ast.AST):
            if name in _STORED and isinstance(getattr(child, "ctx", None), _ast.Load):
                wanted = "Del" if isinstance(node, _ast.Delete) else "Store"
                raise ValueError(f"expression must have {wanted} context but has Load instead")
            _check(child)


def _check_constant(value):
    if type(value) in (tuple, frozenset):
        for item in value:
            _check_constant(item)
    elif type(value) not in _CONSTANTS:
        raise TypeError(f"got an invalid type in Constant: {type(value).__name__}")


def _place(node):
    line, column = node.lineno, node.col_offset
    end_line, end_column = getattr(node, "end_lineno", None), getattr(node, "end_col_offset", None)
    return (line, column, line if end_line is None else end_line, column if end_column is None else end_column)


def _pair(new, old, places):
    """Notes where each node of the tree that was read again stands in the tree that it was written from."""
    if hasattr(new, "lineno") and hasattr(old, "lineno"):
        places[_place(new)] = _place(old)
    parts, counterparts = list(ast.iter_child_nodes(new)), list(ast.iter_child_nodes(old))
    if type(new) is not type(old) or len(parts) != len(counterparts):
        # Written another way: all of it stands where the whole does.
        parts, counterparts = list(ast.walk(new))[1:], []
        for part in parts:
            if hasattr(part, "lineno") and hasattr(old, "lineno"):
                places[_place(part)] = _place(old)
    for part, counterpart in zip(parts, counterparts):
        _pair(part, counterpart, places)
