# Closures, nonlocal, global, late binding, recursion through a cell, and names that have no value yet.
def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


one, other = counter(), counter()
print(one(), one(), other(10), one())

print([f() for f in [lambda: n for n in range(3)]])
print([f() for f in [lambda n=n: n for n in range(3)]])


def outer():
    def even(n):
        return n == 0 or odd(n - 1)

    def odd(n):
        return n != 0 and even(n - 1)

    return even(10), odd(7)


print(outer())

total = 1


def add(n):
    global total, made_here
    total += n
    made_here = "global"


add(5)
print(total, made_here)


def too_early():
    try:
        print(later)
    except UnboundLocalError as error:
        print("UnboundLocalError:", error)
    later = 1


def free_too_early():
    def inner():
        return later

    try:
        inner()
    except NameError as error:
        print(type(error).__name__ + ":", error)
    later = 1
    return inner()


too_early()
print(free_too_early())
try:
    unknown_name
except NameError as error:
    print(error)


def deleted():
    x = 1
    del x
    try:
        x
    except UnboundLocalError as error:
        print(error)


deleted()


class Scope:
    value = 1
    seen = [value for _ in range(2)] if False else [0]

    def method(self):
        return [value for value in range(3)]


value = "module"
print(Scope().method(), value)


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


print(deep(900))


def endless():
    return endless()


try:
    endless()
except RecursionError as error:
    print(str(error).startswith("maximum recursion depth exceeded"))
x = 10
print((y := x + 1), y, [z := 3, z * 2])
