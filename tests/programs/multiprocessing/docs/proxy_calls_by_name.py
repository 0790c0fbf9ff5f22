# _callmethod calls a method of the referent; its errors are raised here.
from multiprocessing import Manager

if __name__ == "__main__":
    with Manager() as manager:
        numbers = manager.list(range(10))
        print(numbers._callmethod("__len__"))
        print(numbers._callmethod("__getitem__", (slice(3, 6),)))
        try:
            numbers._callmethod("__getitem__", (20,))
        except IndexError as error:
            print("IndexError:", error)
