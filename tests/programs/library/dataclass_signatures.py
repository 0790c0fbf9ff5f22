# What the __init__ of a data class takes, and what it says where that is not given.
import inspect
from dataclasses import FrozenInstanceError, InitVar, dataclass, field


@dataclass
class Order:
    item: str
    count: int = 1
    notes: list = field(default_factory=list)


print(inspect.signature(Order))
print(Order("tea"), Order("tea", 2) == Order(item="tea", count=2), Order("tea") != Order("cake"))
for call in (lambda: Order(), lambda: Order("tea", 1, [], "more"), lambda: Order("tea", price=3),
             lambda: Order("tea", item="cake")):
    try:
        call()
    except TypeError as error:
        print(error)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0


print(sorted([Version(2), Version(1, 5), Version(1)]), {Version(1): "one"}[Version(1, 0)])
try:
    Version(1).major = 2
except FrozenInstanceError as error:
    print(error)
try:
    Version(1) < 1
except TypeError as error:
    print(error)


@dataclass(kw_only=True)
class Box:
    scale: InitVar[int] = 2
    width: int
    area: int = field(init=False)

    def __post_init__(self, scale):
        self.area = scale * self.width


print(Box(width=3), Box(width=3, scale=10).area)
try:
    Box(3)
except TypeError as error:
    print(error)


@dataclass
class Node:
    self: int
    next: object = None


node = Node(1)
node.next = node
print(node)


@dataclass
class Loud:
    value: int

    def __setattr__(self, name, value):
        print("set", name, "to", value)
        super().__setattr__(name, value)


Loud(3)
