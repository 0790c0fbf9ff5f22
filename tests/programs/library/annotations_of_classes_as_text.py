# Annotations can be had as text, also those that name what is not there.
import annotationlib
from annotationlib import Format
from dataclasses import dataclass
from typing import NamedTuple


class Node:
    value: Undefined
    children: list["Node"] = ()
    kind: dict[str, Other.inner | None]
    count: int = 3

    def add(self, child: Node, *rest: Undefined, at: int = 0) -> Node | None:
        pass


@dataclass
class Leaf(Node):
    weight: Missing
    name: str = "leaf"


class Pair(NamedTuple):
    left: Missing
    right: int = 1


class Box[T]:
    item: T
    items: dict[str, list[T]]


for annotated in Node, Node.add, Leaf, Pair, Box:
    print(annotated.__name__, annotationlib.get_annotations(annotated, format=Format.STRING))
print(annotationlib.get_annotations(Node, format=Format.FORWARDREF)["count"], Leaf(5).weight)
try:
    annotationlib.get_annotations(Node)
except NameError as error:
    print(error)
