"""ast.parse gives the tree of a program, and literal_eval the value of a literal."""

import ast

SOURCE = '''
import math as m

@decorate
def area(radius, *, unit="cm") -> str:
    total = m.pi * radius ** 2
    return f"{total:.2f} {unit}"

class Shape(Base, metaclass=Meta):
    sides: int = 4

for i in range(3):
    if i % 2 == 0 and i != 4:
        print(i, end="")
    elif not i:
        pass
    else:
        continue
'''

tree = ast.parse(SOURCE)
for node in tree.body:
    print(type(node).__name__, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
print(ast.dump(ast.parse("a[1:2] = [x for x in y if x]").body[0], annotate_fields=False))
print([node.id for node in ast.walk(tree) if isinstance(node, ast.Name)])
print(ast.unparse(tree.body[3]))


class Calls(ast.NodeVisitor):
    def visit_Call(self, node):
        print("call of", ast.unparse(node.func), "in line", node.lineno)
        self.generic_visit(node)


Calls().visit(tree)
print(ast.literal_eval("{'a': [1, -2.5, (True, None)], 'b': {1, 2}}"))
try:
    ast.literal_eval("open('x')")
except ValueError as error:
    print(str(error).split(":")[0])
try:
    ast.parse("x = (")
except SyntaxError as error:
    print(error.msg)
