"""Code can be run with other built-ins than the usual ones."""
for source, names in [("len('abc')", {}), ("size('abc')", {"size": len}), ("print(1)", {"len": len})]:
    try:
        print(eval(source, {"__builtins__": names}))
    except NameError as error:
        print(error)

namespace = {"__builtins__": {"double": lambda number: 2 * number}}
exec("def quadruple(number):\n    return double(double(number))", namespace)
print(namespace["quadruple"](3))
exec("print(max([1, 5]))", {})
