"""Annotations may name what is not there: as forward references, as strings, or as an error."""
from annotationlib import Format, get_annotations
from dataclasses import dataclass, fields
from typing import NamedTuple, TypedDict


def function(a: int, b: Missing, c: list[Missing]) -> None: ...


class Plain:
    known: int
    unknown: Missing


@dataclass
class Node:
    value: int
    following: Node | None = None
    elsewhere: Missing = None


class Pair(NamedTuple):
    left: int
    right: Missing = None


class Record(TypedDict):
    name: str
    other: Missing


for annotated in [function, Plain, Pair, Record]:
    annotations = get_annotations(annotated, format=Format.FORWARDREF)
    print(annotated.__name__, {name: getattr(kind, "__forward_arg__", kind) for name, kind in annotations.items() if name != "c"})
print(get_annotations(function, format=Format.STRING))
try:
    get_annotations(function)
except NameError as error:
    print(error)
print(Node(1, Node(2)), fields(Node)[2].type.__forward_arg__, Pair(1))

Missing = float
print(get_annotations(function), get_annotations(Plain))
