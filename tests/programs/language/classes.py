# Classes: inheritance, super, the resolution order, properties, class and static methods, slots, special methods.
class Animal:
    count = 0

    def __init__(self, name):
        self.name = name
        Animal.count += 1

    def speak(self):
        return "..."

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"

    @classmethod
    def make(cls, name):
        return cls(name)

    @staticmethod
    def is_animal(thing):
        return isinstance(thing, Animal)


class Dog(Animal):
    def __init__(self, name, tricks=()):
        super().__init__(name)
        self.tricks = list(tricks)

    def speak(self):
        return super().speak() + "woof"


class Puppy(Dog):
    pass


rex = Dog("Rex", ["sit"])
print(rex, rex.speak(), Puppy.make("Bit"), Animal.count)
print(Animal.is_animal(rex), Animal.is_animal(3), issubclass(Puppy, Animal), isinstance(rex, (int, Animal)))
print([c.__name__ for c in Puppy.__mro__], Puppy.__bases__[0].__name__)


class A:
    def who(self):
        return "A"


class B(A):
    def who(self):
        return "B" + super().who()


class C(A):
    def who(self):
        return "C" + super().who()


class D(B, C):
    def who(self):
        return "D" + super().who()


print(D().who(), [c.__name__ for c in D.mro()])
try:
    class Wrong(A, D):
        pass
except TypeError as error:
    print(str(error).split("\n")[0])


class Celsius:
    def __init__(self, degrees):
        self.degrees = degrees

    @property
    def fahrenheit(self):
        """Degrees in Fahrenheit."""
        return self.degrees * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.degrees = (value - 32) * 5 / 9

    @property
    def fixed(self):
        return 1


t = Celsius(100)
t.fahrenheit = 32
print(t.degrees, t.fahrenheit, Celsius.fahrenheit.__doc__)
try:
    t.fixed = 2
except AttributeError as error:
    print(error)


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        if not isinstance(factor, (int, float)):
            return NotImplemented
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __bool__(self):
        return bool(self.x or self.y)

    def __iter__(self):
        yield self.x
        yield self.y

    def __getitem__(self, index):
        return (self.x, self.y)[index]

    def __len__(self):
        return 2

    def __contains__(self, value):
        return value in (self.x, self.y)

    def __str__(self):
        return f"<{self.x}, {self.y}>"

    def __call__(self, n):
        return [self.x] * n

    def __lt__(self, other):
        return self.x < other.x


v, w = Vector(1, 2), Vector(3, 4)
print(v + w, v * 2, 3 * v, -v, v == Vector(1, 2), v != w, v in {Vector(1, 2)}, bool(Vector(0, 0)))
print(list(v), v[1], len(v), 2 in v, 5 in v, v(3), v < w, v > w, sorted([w, v])[0], max(v, w))
a, b = v
print(a, b, f"{v}", "%s" % v)
for wrong in (lambda: v * "x", lambda: v.z, lambda: v + 1):
    try:
        wrong()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    v.z = 1
except AttributeError:
    print("no such slot")


class Attributes:
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return name.upper()

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 2)

    def __delattr__(self, name):
        print("deleting", name)
        object.__delattr__(self, name)


o = Attributes()
o.x = 21
print(o.x, o.missing, hasattr(o, "_no"), getattr(o, "_no", "default"))
del o.x
print(o.x, o.__dict__, vars(o))


class Meta(type):
    def __new__(mcls, name, bases, namespace, **options):
        cls = super().__new__(mcls, name, bases, namespace)
        cls.options = options
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)


class WithMeta(metaclass=Meta, colour="red"):
    pass


print(type(WithMeta).__name__, WithMeta.options)


class Base:
    def __init_subclass__(cls, /, tag=None, **rest):
        super().__init_subclass__(**rest)
        cls.tag = tag


class Tagged(Base, tag="t"):
    pass


class Descriptor:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        return (self.name, instance is None, owner.__name__)


class Owner:
    field = Descriptor()


print(Tagged.tag, Owner.field, Owner().field)
print(type("Made", (Animal,), {"legs": 4})("x").legs, type(3) is int, Dog.speak.__qualname__)
m = rex.speak
print(m(), m.__self__ is rex, m.__func__ is Dog.speak)
