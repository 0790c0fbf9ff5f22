"""Type hints as values: what they look like, what can be asked of them, and the classes that they make."""

import typing
from typing import (Any, Callable, Generic, Literal, NamedTuple, Optional, Protocol, TypedDict, TypeVar, Union, cast, get_args,
                    get_origin, get_type_hints, runtime_checkable)

print(Optional[int], Union[int, str, int], Callable[[int, str], bool], Literal["a", 1], typing.List[int])
print(list[int], dict[str, list[int]], tuple[int, ...], int | None, list[int] | str)
print(get_origin(dict[str, int]), get_args(dict[str, int]), get_origin(Optional[int]) is not None, get_args(Callable[[int], str]))
print(Union[int, str] == (int | str), isinstance(3, int | str), isinstance(3.0, int | str))

T = TypeVar("T")
K = TypeVar("K", bound=int)


class Stack(Generic[T]):
    def __init__(self):
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


stack = Stack[int]()
stack.push(3)
print(T, K.__bound__, Stack[int], Stack.__parameters__, stack.items, stack.__orig_class__, dict[str, T][int])


class Person(NamedTuple):
    name: str
    age: int = 7


print(Person("Ada"), Person("Bo", 3).age, Person._field_defaults, Person("x")._asdict())


class Movie(TypedDict, total=False):
    title: str
    year: int


print(Movie(title="x"), sorted(Movie.__optional_keys__), Movie.__total__)


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


class Door:
    def close(self):
        pass


print(isinstance(Door(), Closes), isinstance(3, Closes), issubclass(Door, Closes))


def f(x: "int", y: Optional[str] = None, *args: Any) -> list["Door"]:
    return []


print(get_type_hints(f))
print(cast(int, "3"), typing.NewType("Id", int)(5), typing.TYPE_CHECKING)


def attempt(make):
    try:
        make()
    except TypeError as error:
        print(error)


attempt(lambda: Stack[int, str])
attempt(lambda: isinstance(3, list[int]))
attempt(lambda: Any())
attempt(lambda: Optional[1])
attempt(lambda: TypeVar("V", int))
attempt(lambda: int | 3)
