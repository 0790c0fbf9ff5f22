# A manager keeps objects of a class that the program registers.
from multiprocessing.managers import BaseManager


class Arithmetic:
    def add(self, a, b):
        return a + b

    def multiply(self, a, b):
        return a * b


class ArithmeticManager(BaseManager):
    pass


ArithmeticManager.register("Arithmetic", Arithmetic)

if __name__ == "__main__":
    with ArithmeticManager() as manager:
        arithmetic = manager.Arithmetic()
        print(arithmetic.add(5, 8))
        print(arithmetic.multiply(6, 9))
