# What is put into a managed object by its proxy stays shared.
from multiprocessing import Manager

if __name__ == "__main__":
    with Manager() as manager:
        outer, inner = manager.list(), manager.list()
        outer.append(inner)
        print(len(outer), inner)
        inner.append("seen through both")
        print(outer[0], inner)
        people = manager.list([manager.dict() for _ in range(2)])
        first, second = people
        first["a"], first["b"] = 1, 2
        second["c"], second["d"] = 3, 4
        print(people[0], people[1])
        plain = manager.list([{}])
        plain[0]["lost"] = True
        print(plain)
        item = plain[0]
        item["kept"] = True
        plain[0] = item
        print(plain)
