# A dict within a managed list is a copy: changes reach the manager when it is assigned again.
from multiprocessing import Manager

if __name__ == "__main__":
    with Manager() as manager:
        shared = manager.list([{}])
        member = shared[0]
        member["a"] = 1
        member["b"] = 2
        print(member, shared[0])
        shared[0] = member
        print(shared[0])
