# A proxy acts like its list and is another thing.
from multiprocessing import Manager

if __name__ == "__main__":
    with Manager() as manager:
        numbers = manager.list([i * i for i in range(8)])
        print(numbers)
        print(repr(numbers).startswith("<ListProxy object, typeid 'list' at 0x"))
        print(numbers[3], numbers[2:5], len(numbers))
        print(manager.list([1, 2, 3]) == [1, 2, 3])
        print(list(manager.list([1, 2, 3])) == [1, 2, 3])
