"""What is said of nodes of syntax trees that lack fields or have too many."""

import ast
import warnings


class Mine(ast.AST):
    _fields = ("a", "b")


class Longer(ast.Name):
    _fields = ("id", "more")
    more = 3


def show(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = repr(eval(source))
        except (AttributeError, TypeError) as error:
            result = f"{type(error).__name__}: {error}"
    print(source, "->", result)
    for each in caught:
        print("   ", each.category.__name__, each.message, each.filename == "<string>")


for source in ("ast.Name()", "ast.Name('a', foo=1)", "ast.BinOp(1, ast.Add())", "ast.FunctionDef('f')", "ast.Constant(1, 2, 3)",
               "ast.Name('a', id='b')", "ast.arguments()", "ast.Module()", "ast.Call(func=1)", "ast.AST(foo=1)", "ast.AST(1)",
               "ast.alias('x')", "Mine()", "Mine(1, 2)", "Mine(1, 2, c=3)", "Longer('x')", "ast.Name('a', lineno=3)",
               "ast.Slice()", "ast.Load(x=1)", "ast.List()", "ast.ExceptHandler()", "ast.dump(ast.Name())"):
    show(source)
