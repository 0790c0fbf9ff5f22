"""Code compiled as one interactive statement shows the values of its expressions."""

namespace = {}
for source in ("x = 6", "x * 7", "x; x + 1", "if x:\n    x + 2\n    None\n", "def f():\n    'not shown'\n", "f()"):
    exec(compile(source, "<console>", "single"), namespace)
try:
    compile("x = 1\ny = 2\n", "<console>", "single")
except SyntaxError as error:
    print(error.msg)
print(eval(compile("x + 3", "<console>", "eval"), namespace))


def names():
    first = 1
    second = 2
    return dir()


print(names())
