"""Assigning to `__bases__`, and metaclasses with an `mro()` of their own."""


class Quiet:
    def speak(self):
        return "..."


class Loud:
    def speak(self):
        return "HEY"


class Animal(Quiet):
    pass


class Dog(Animal):
    pass


dog = Dog()
print(dog.speak())
Animal.__bases__ = (Loud,)
print(dog.speak(), [cls.__name__ for cls in Dog.__mro__], Quiet.__subclasses__())
for wrong in ((), 3, (Dog,), (3,)):
    try:
        Animal.__bases__ = wrong
    except TypeError as error:
        print(error)


class Backwards(type):
    def mro(cls):
        return [cls, *reversed(super().mro()[1:])]


class Odd(Quiet, Loud, metaclass=Backwards):
    pass


print([cls.__name__ for cls in Odd.__mro__])
