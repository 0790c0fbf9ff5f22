"""What a call over several lines has evaluated so far lives on, whatever dies meanwhile."""


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, "is gone")


def named(**arguments):
    return sorted(arguments.items())


def call_over_lines():
    noisy = Noisy("first")
    noisy = Noisy("second")
    return named(one=1,
                 two=len(
                     "ab"),
                 three=[
                     3])


def closures_over_lines(start):
    noisy = Noisy("third")
    noisy = None
    functions = [lambda: start,
                 lambda: start + 1,
                 lambda step=2,
                        twice=4: start + step + twice]
    return [function() for function in functions]


for _ in range(2):
    result = call_over_lines()
    print(result)
    result = closures_over_lines(10)
    print(result)
