"""Syntax trees can be changed and compiled."""
import ast
import traceback

SOURCE = '''
def area(width, height=2):
    """The area."""
    return width * height

class Shape:
    sides: int = 4

print(area(3), area.__doc__, Shape.sides, [n for n in range(2)], f"{area(1)!r:>4}|", -1, 2j, "a\\n", b"b", ...)
'''


class Tenfold(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 10), node) if type(node.value) is int else node


tree = ast.fix_missing_locations(Tenfold().visit(ast.parse(SOURCE)))
exec(compile(tree, "<tree>", "exec"))
made = ast.Expression(ast.BinOp(ast.Constant(2), ast.Pow(), ast.Name("n", ast.Load())))
print(eval(compile(ast.fix_missing_locations(made), "<made>", "eval"), {"n": 10}))
exec(compile(ast.parse("6 * 7", mode="single"), "<single>", "single"))

failing = ast.parse("\n\ndef f(a):\n\n    return (a /\n            0)\n\n\nf(1)")
try:
    exec(compile(failing, "<failing>", "exec"))
except ZeroDivisionError as error:
    print([(entry.name, entry.lineno) for entry in traceback.extract_tb(error.__traceback__)][1:])

for bad, mode in [
    (ast.Module([ast.Expr(ast.Constant(1))], []), "exec"),
    (ast.parse("1"), "eval"),
    (ast.fix_missing_locations(ast.Module([ast.If(ast.Constant(1), [], [])], [])), "exec"),
    (ast.fix_missing_locations(ast.Module([ast.Assign([ast.Name("x", ast.Load())], ast.Constant(1))], [])), "exec"),
    (ast.fix_missing_locations(ast.Expression(ast.Constant([1]))), "eval"),
]:
    try:
        compile(bad, "<bad>", mode)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
