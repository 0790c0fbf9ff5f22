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


def refusal(source):
    try:
        compile(source, "<line>", "single")
        return "compiles"
    except SyntaxError as error:
        return error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, error.text


for source in ("if 1: pass", "if 1: pass\n", "if 1:\n  pass", "@a\ndef f(): pass", "class A: pass #", "while 1: pass;", "pass #",
               "", "\n", "# only", "if 1: pass\nx = 1", "x = 1\ny = 2", "x = 1; y = 2"):
    print(repr(source), refusal(source))

import codeop

for source in ("if 1: pass", "if 1:", "x = 1", "x =", "def f():\n  return 1", "def f():\n  return 1\n", "(", "'''abc", "a b",
               "@a", "try:\n  pass", "x = [1,\n2", "'abc", "\\", "if 1:\n  x\ny", "return"):
    try:
        print(repr(source), codeop.compile_command(source) is not None)
    except SyntaxError as error:
        print(repr(source), error)

import code

console = code.InteractiveConsole({"x": 5})
for line in ("x", "'a'; 'b'", "if x:", "    print('yes')", "", "'''abc", "def'''", "class A: z = 3", "", "A.z", "None", "_"):
    print(repr(line), console.push(line))
for source in ("1 +", "x = ", "a b", "f(", "x = 1 2", "1 + \n", "if 1:\n  x = \n"):
    print(repr(source), refusal(source))
