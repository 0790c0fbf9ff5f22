"""Data classes: the line of documentation, marks in text, slots and the class made anew, and what is refused."""

import copy
import inspect
import pickle
import weakref
from abc import ABC, abstractmethod
from dataclasses import KW_ONLY, InitVar, dataclass, field, fields, make_dataclass
from typing import ClassVar, Generic, TypeVar


@dataclass
class Documented:
    x: int
    names: list = field(default_factory=list)
    _: KW_ONLY
    scale: float = 1.5


print(Documented.__doc__, inspect.signature(Documented), Documented.__init__.__annotations__)


@dataclass
class Marked:
    total: "ClassVar[int]" = 7
    start: "InitVar[int]" = 2
    value: "int" = 3

    def __post_init__(self, start):
        self.value += start


print([entry.name for entry in fields(Marked)], Marked(), Marked(5), Marked.total)


class Told:
    """A descriptor as a default: it is told its name, and is asked for the value."""

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return 11 if instance is None else getattr(instance, self.name)

    def __set__(self, instance, value):
        setattr(instance, self.name, int(value))


@dataclass
class Converted:
    count: Told = Told()


print(Converted(), Converted("4"), Converted("4").count + 1)


@dataclass
class Node:
    name: str
    next: object = None


node = Node("a")
node.next = node
print(node)


class Base:
    __slots__ = ("x",)

    def describe(self):
        return f"x is {self.x}"


@dataclass(slots=True, weakref_slot=True)
class Slotted(Base):
    x: int
    y: int = 2

    def describe(self):
        return super().describe() + f", and this is a {__class__.__name__}, {__class__ is Slotted}"


slotted = Slotted(1)
print(Slotted.__slots__, slotted.describe(), weakref.ref(slotted)() is slotted, hasattr(slotted, "__dict__"))


@dataclass(frozen=True, slots=True)
class Frozen:
    x: int
    items: tuple = ()


frozen = Frozen(1, (2, 3))
print(pickle.loads(pickle.dumps(frozen)) == frozen, copy.copy(frozen), hash(frozen) == hash(Frozen(1, (2, 3))))


class Sized(ABC):
    @abstractmethod
    def __lt__(self, other): ...


@dataclass(order=True)
class Weight(Sized):
    grams: int


print(Weight(1) < Weight(2), inspect.isabstract(Weight))

T = TypeVar("T")
Box = make_dataclass("Box", [("content", T)], bases=(Generic[T],), namespace={"empty": False})
print(Box(3), Box[int](4), Box.empty, Box.__orig_bases__)


def attempt(make):
    try:
        make()
    except (TypeError, ValueError, AttributeError) as error:
        print(f"{type(error).__name__}: {error}")


def made(options={}, bases=(), **content):
    annotations = {name: int for name in content if not name.startswith("__")}
    return dataclass(**options)(type("C", bases, {"__annotations__": annotations, **content}))


attempt(lambda: made(dict(frozen=True), x=1, __setattr__=None))
attempt(lambda: made(dict(order=True), x=1, __lt__=None))
attempt(lambda: made(dict(unsafe_hash=True), x=1, __hash__=lambda self: 1))
attempt(lambda: made(dict(order=True, eq=False), x=1))
attempt(lambda: made(dict(weakref_slot=True), x=1))
attempt(lambda: made(dict(slots=True), x=1, __slots__=()))
attempt(lambda: made(bases=(Frozen,)))
attempt(lambda: make_dataclass("C", [("n", ClassVar[list], field(default_factory=list))]))
attempt(lambda: make_dataclass("C", [("a", KW_ONLY), ("b", KW_ONLY)]))
attempt(lambda: make_dataclass("C", ["class"]))
attempt(lambda: make_dataclass("C", ["a", "a"]))
attempt(lambda: make_dataclass("C", ["a b"]))
attempt(lambda: Documented(1, [], 2))
attempt(lambda: Documented())
attempt(lambda: Documented(1, other=2))
print(made(dict(repr=True), x=1, __init__=lambda self, a: None)(5).x)
