"""Data classes: what the decorator writes, and what goes wrong."""

from dataclasses import (FrozenInstanceError, InitVar, KW_ONLY, asdict, astuple, dataclass, field, fields, is_dataclass,
                         make_dataclass, replace)
from typing import ClassVar


@dataclass(order=True)
class Item:
    name: str
    price: float = 1.0
    tags: list = field(default_factory=list, compare=False)
    count: ClassVar[int] = 0

    def total(self, n):
        return self.price * n


a, b = Item("apple", 2.5), Item("bread")
print(a, b, a == Item("apple", 2.5, ["x"]), a < b, sorted([b, a])[0].name, a.total(4))
print([f.name for f in fields(a)], is_dataclass(Item), is_dataclass(3), Item.__match_args__)
print(asdict(replace(a, tags=["t"])), astuple(b))


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0


p = Point(1)
print(p, hash(p) == hash(Point(1, 0)), {p: "here"}[Point(1)], hasattr(p, "__dict__"))
try:
    p.x = 2
except FrozenInstanceError as error:
    print("frozen:", error)


@dataclass
class Account:
    owner: str
    _: KW_ONLY
    balance: int = 0
    opening: InitVar[int] = 10
    history: list = field(init=False, repr=False, default_factory=list)

    def __post_init__(self, opening):
        self.balance += opening
        self.history.append(opening)


print(Account("Bo", balance=5), Account("Cy", opening=1).history)


@dataclass
class Base:
    x: int = 1


@dataclass
class Derived(Base):
    y: int = 2
    x: int = 3


print(Derived(), Base() == Derived(), Derived(5, 6).x)
match Derived(7, 8):
    case Derived(x, y):
        print("matched", x, y)

Made = make_dataclass("Made", [("a", int), ("b", str, field(default="z"))], namespace={"twice": lambda self: self.a * 2})
print(Made(4), Made(4).twice())


def attempt(make):
    try:
        make()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


attempt(lambda: Item())
attempt(lambda: Account("x", 3))
attempt(lambda: Point(1) < Point(2))
attempt(lambda: dataclass(type("Bad", (), {"__annotations__": {"x": list}, "x": []})))
attempt(lambda: make_dataclass("Bad", [("a", int, 1), "b"]))
attempt(lambda: fields(3))
