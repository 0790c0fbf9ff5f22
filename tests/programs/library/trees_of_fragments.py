"""`ast.parse` reads what only a compiler refuses, such as a `return` outside a function."""
import ast

for source in ["return f(1)", "break", "yield 3", "await x", "class A:\n    return 1", "def f(a, a): pass", "nonlocal n"]:
    tree = ast.parse(source)
    print(type(tree.body[0]).__name__, ast.unparse(tree).replace("\n", " "))
    try:
        compile(source, "<fragment>", "exec")
    except SyntaxError as error:
        print("   ", error.msg)
for source in ["f() = 1", "1 +", "def f(:"]:
    try:
        ast.parse(source)
    except SyntaxError as error:
        print(error.msg)
