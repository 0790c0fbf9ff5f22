# Which methods a proxy has, a generator behind a proxy, and a whole module.
import operator
from multiprocessing.managers import BaseManager, BaseProxy


class Room:
    def enter(self):
        print("entered", flush=True)

    def leave(self):
        print("left", flush=True)

    def _hidden(self):
        print("hidden", flush=True)


def numbers():
    for number in range(6):
        yield number * number


class GeneratorProxy(BaseProxy):
    _exposed_ = ["__next__"]

    def __iter__(self):
        return self

    def __next__(self):
        return self._callmethod("__next__")


def get_operator():
    return operator


class Rooms(BaseManager):
    pass


Rooms.register("Public", Room)
Rooms.register("Chosen", Room, exposed=("leave", "_hidden"))
Rooms.register("numbers", numbers, proxytype=GeneratorProxy)
Rooms.register("operator", get_operator)

if __name__ == "__main__":
    with Rooms() as manager:
        public = manager.Public()
        public.enter()
        public.leave()
        print(sorted(public._exposed_))
        chosen = manager.Chosen()
        chosen.leave()
        chosen._hidden()
        print(sorted(chosen._exposed_))
        print(list(manager.numbers()))
        op = manager.operator()
        print(op.add(23, 45), op.pow(2, 94))
        try:
            op.truediv(1, 0)
        except ZeroDivisionError as error:
            print(error)
