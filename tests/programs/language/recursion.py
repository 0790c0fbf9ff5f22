# Whatever recurses too deep raises RecursionError, and the program goes on.

def attempt(name, function):
    try:
        function()
        print(name, "ok")
    except RecursionError:
        print(name, "RecursionError")


def nested(make, depth=100_000):
    value = make(())
    for _ in range(depth):
        value = make((value,))
    return value


def forever(n):
    return forever(n + 1)


class Shown:
    def __repr__(self):
        return repr(self)


class Equal:
    def __eq__(self, other):
        return self == other


class Reached:
    def __getattr__(self, name):
        return self.another


class Called:
    pass


Called.__call__ = Called()


attempt("calls", lambda: forever(0))
attempt("repr of lists", lambda: repr(nested(list)))
attempt("comparison", lambda: nested(list) == nested(list))
attempt("repr", lambda: repr(Shown()))
attempt("equality", lambda: Equal() == Equal())
attempt("attributes", lambda: Reached().missing)
attempt("callables", lambda: Called()())
attempt("isinstance", lambda: isinstance(1, nested(tuple)))
print("still here")
