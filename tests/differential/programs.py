"""Random programs whose output CPython 3.11 and Spawnpoint have to agree on.

    python3 tests/differential/programs.py SEED     # prints the program of that seed

A program is a row of small blocks, each of which prints what it computes. An exception prints its type only, as
messages change from one version of Python to the next.
"""

import random
import sys

from expressions import Expressions, TYPES

PROLOGUE = '''\
def show(number, thunk):
    try:
        value = thunk()
    except Exception as error:
        print(number, "raises", type(error).__name__)
    else:
        print(number, type(value).__name__, ascii(value))


class Guard:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__)
        return self.swallow

'''


class Program:
    """The text of a program in the making; `emit` adds lines at the current depth."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.expressions = Expressions(self.random)
        self.lines = []
        self.depth = 0
        self.count = 0

    def emit(self, line):
        self.lines.append("    " * self.depth + line)

    def indented(self, head, *bodies):
        self.emit(head)
        self.depth += 1
        for body in bodies:
            body() if callable(body) else self.emit(body)
        self.depth -= 1

    def number(self):
        self.count += 1
        return self.count

    def expression(self, type_=None, depth=3):
        return self.expressions.of(type_ or self.random.choice([*TYPES, "bool"]), depth)

    def chance(self, probability):
        return self.random.random() < probability


def show(program):
    program.emit(f"show({program.number()}, lambda: {program.expression()})")


def assignment(program):
    type_ = program.random.choice(TYPES)
    name = f"v{program.random.randrange(6)}"
    number = program.number()
    program.indented("try:", f"{name} = {program.expression(type_)}")
    program.indented("except Exception as error:", f"{name} = {program.expressions.literal(type_)}", f"print({number}, type(error).__name__)")
    program.expressions.names[name] = type_


def augmented(program):
    known = list(program.expressions.names.items())
    if not known:
        return assignment(program)
    name, type_ = program.random.choice(known)
    operator = program.random.choice(["+=", "-=", "*=", "|=", "&=", "//=", "%=", "<<="])
    operand = program.expression(type_, 1) if operator not in ("*=", "<<=") else program.random.choice(["2", "3", "0"])
    number = program.number()
    program.indented("try:", f"{name} {operator} {operand}")
    program.indented("except Exception as error:", f"print({number}, type(error).__name__)")
    # What it is now is anybody's guess.
    program.emit(f"print({number}, ascii({name}))")
    del program.expressions.names[name]


def loop(program):
    number = program.number()
    iterable = program.expression(program.random.choice(["list", "tuple", "str", "dict", "bytes"]), 2)
    stop = program.random.choice(["if i == 2: break", "if i % 2: continue", "pass", "if not x: break"])

    def body():
        program.indented(f"for i, x in enumerate({iterable}):", stop, f"print({number}, i, ascii(x))")
        if program.chance(0.5):
            program.indented("else:", f"print({number}, 'else')")

    program.indented("try:", body)
    program.indented("except Exception as error:", f"print({number}, type(error).__name__)")


def try_statement(program):
    number = program.number()
    caught = program.random.choice(["ValueError", "(TypeError, IndexError)", "ZeroDivisionError", "KeyError", "Exception", "LookupError"])
    ending = program.random.choice(["return", "", "raise"])

    def inner():
        program.indented("try:", f"print({number}, ascii({program.expression()}))", f"result = {program.expression()}")
        handler = ["raise RuntimeError('again') from error"] if ending == "raise" else [f"result = {program.expression(depth=1)}"]
        program.indented(f"except {caught} as error:", f"print({number}, 'caught', type(error).__name__)", *handler)
        if program.chance(0.5):
            program.indented("else:", f"print({number}, 'else')")
        final = [f"print({number}, 'finally')"] + (["return 'from finally'"] if ending == "return" and program.chance(0.3) else [])
        program.indented("finally:", *final)
        program.emit("return result")

    program.indented(f"def f{number}():", inner)
    program.emit(f"show({number}, f{number})")


def with_statement(program):
    number = program.number()
    swallow = program.chance(0.5)

    def body():
        program.indented(f"with Guard('a{number}', {swallow}) as a, Guard('b{number}'):", f"print(a, ascii({program.expression()}))")
        program.emit("return 'after'")

    program.indented(f"def f{number}():", body)
    program.emit(f"show({number}, f{number})")


PARAMETERS = ["a, b", "a, b=2", "a, /, b", "a, *, b=3", "*args, b=1", "a, *args, **kwargs", "a=1, b=2, *, c=3", "**kwargs", "a, b, /, c=3, *, d=4"]
ARGUMENTS = ["1, 2", "1", "b=2, a=1", "*[1, 2]", "1, **{'b': 5}", "1, 2, 3", "a=1, c=5", "*'xy', **{'d': 0}", "", "1, b=2, c=3, d=4"]


def function(program):
    number = program.number()
    parameters = program.random.choice(PARAMETERS)
    program.indented(f"def f{number}({parameters}):", "return sorted(locals().items(), key=lambda item: item[0])")
    for _ in range(3):
        program.emit(f"show({program.number()}, lambda: f{number}({program.random.choice(ARGUMENTS)}))")


def closure(program):
    number = program.number()
    step = program.expression("int", 1)

    def body():
        program.emit(f"total = {program.expression('int', 1)}")
        program.indented("def step(by):", "nonlocal total", "total += by", f"return total, {step}")
        program.emit("return [step(n) for n in range(3)], total")

    program.indented(f"def f{number}():", body)
    program.emit(f"show({number}, f{number})")


def generator(program):
    number = program.number()
    finish = program.random.choice(["return 'done'", "raise ValueError('stop')", "yield from [7, 8]", "x = yield 'more'; yield x"])

    def body():
        def tried():
            program.indented(f"for x in {program.expression('list', 2)}:", "got = yield x", f"if got is not None: print({number}, 'got', got)")
            program.emit(finish)

        program.indented("try:", tried)
        program.indented("finally:", f"print({number}, 'closing')")

    program.indented(f"def g{number}():", body)
    program.emit(f"show({number}, lambda: list(g{number}()))")
    uses = ["next(g), g.send(1), g.close()", "next(g), g.throw(KeyError('k'))", "[*g], next(g, 'end')", "next(g), next(g), g.close(), list(g)"]
    program.emit(f"show({program.number()}, lambda: (g := g{number}(), {program.random.choice(uses)})[1:])")


METHODS = [
    "def __len__(self): return len(self.items)",
    "def __getitem__(self, index): return self.items[index]",
    "def __iter__(self): return iter(self.items)",
    "def __contains__(self, item): return item == 1",
    "def __bool__(self): return bool(self.items)",
    "def __add__(self, other): return [*self.items, other]",
    "def __radd__(self, other): return [other, *self.items]",
    "def __iadd__(self, other): self.items.append(other); return self",
    "def __eq__(self, other): return NotImplemented if isinstance(other, int) else True",
    "def __lt__(self, other): return len(self.items) < 2",
    "def __call__(self, *args, **kwargs): return args, kwargs",
    "def __getattr__(self, name): return name.upper() if name[0] != '_' else object.__getattribute__(self, name)",
    "def __repr__(self): return f'<{type(self).__name__} {self.items!r}>'",
    "def __str__(self): return 'text'",
    "def __format__(self, spec): return f'[{spec}]'",
    "def __index__(self): return 2",
    "def __hash__(self): return 7",
    "def __neg__(self): return 'negative'",
    "def __reversed__(self): return iter('reversed')",
    "def __setattr__(self, name, value): object.__setattr__(self, name, value); self.__dict__.setdefault('set', []).append(name)",
    "def __delitem__(self, key): del self.items[key]",
    "def __mul__(self, n): return NotImplemented",
    "def __rmul__(self, n): return ('times', n)",
    "def __int__(self): return 5",
    "def __float__(self): return 5.5",
    "def __divmod__(self, n): return 'divmod'",
    "def __missing__(self, key): return 'missing'",
]
USES = [
    "len(o)", "o[0]", "o[1:]", "list(o)", "1 in o", "bool(o)", "o + 1", "1 + o", "o == o", "o == 5", "o != o", "o < o", "sorted([o, o])[0] is o",
    "o(1, k=2)", "o.missing", "repr(o)[:4]", "str(o)[:4]", "f'{o:x}'", "[1, 2, 3][o]", "hash(o) == hash(o)", "-o", "[*reversed(o)]", "sorted(vars(o))",
    "max(o, default=0)", "o * 2", "2 * o", "int(o)", "float(o)", "divmod(o, 1)", "isinstance(o, Base)", "type(o).__mro__[1].__name__", "hasattr(o, 'nope')",
    "[x for x in o]", "dict.fromkeys(o)", "o.__class__.__name__", "getattr(o, '_private', 'default')", "range(o)", "o <= o", "(lambda a: (a.__iadd__(3), a.items))(o)",
    "o.label", "type(o).twice(4)", "type(o).make([9]).items", "[a for a in dir(o) if a in ('label', 'twice', 'items')]",
]


def class_(program):
    number = program.number()
    chosen = program.random.sample(METHODS, program.random.randrange(1, 7))
    base = program.random.choice(["", "", "list", "dict", "int", "str", "tuple"])
    bases = f"Base{number}" + (f", {base}" if base else "")
    if base == "int" or base == "str":
        chosen = [method for method in chosen if "__setattr__" not in method and "__hash__" not in method and "__eq__" not in method]
    items = program.expression("list", 1)

    def own():
        program.indented("def __init__(self, items):", "self.items = items")
        program.emit("@property")
        program.emit("def label(self): return self.items[:1]")
        program.emit("@staticmethod")
        program.emit("def twice(x): return x * 2")
        program.emit("@classmethod")
        program.emit("def make(cls, items): return cls(items)")

    program.indented(f"class Base{number}:", own)
    program.indented(f"class C{number}({bases}):", *(chosen or ["pass"]))
    program.emit(f"Base = Base{number}")
    for use in program.random.sample(USES, 6):
        if base == "dict" and ":]" in use:
            # Slices can be hashed since 3.12.
            continue
        argument = "[1, 2]" if base in ("int", "str") else items
        program.emit(f"show({program.number()}, lambda: (o := C{number}({argument}), {use})[1])" if not base in ("int",) else f"show({program.number()}, lambda: (o := C{number}.__new__(C{number}, 3), o.__init__([1, 2]), {use})[2])")


def match_statement(program):
    number = program.number()
    patterns = ["[x, *rest]", "{'a': x, **rest}", "int(x) | float(x)", "str() as x", "(1, x)", "[]", "None", "(x, y) if x", "{}", "[[x], *_]", "True", "bytes(x)", "-1", "0.5"]

    def body():
        def cases():
            for pattern in program.random.sample(patterns, 4):
                case, _, guard = pattern.partition(" if ")
                program.indented(f"case {case}{' if ' + guard if guard else ''}:", f"return {pattern!r}, sorted(n for n in locals() if n != 'subject')")
            program.indented("case _:", "return 'other'")

        program.indented("match subject:", cases)

    program.indented(f"def f{number}(subject):", body)
    for _ in range(3):
        program.emit(f"show({program.number()}, lambda: f{number}({program.expression(depth=1)}))")


def unpacking(program):
    number = program.number()
    targets = program.random.choice(["a, b", "a, *b", "(a, b), c", "[*a, b]", "a, (b, *c)", "a, b, c"])
    program.indented("try:", f"{targets} = {program.expression(program.random.choice(['list', 'tuple', 'str', 'dict']), 2)}", f"print({number}, ascii(a), ascii(b))")
    program.indented("except Exception as error:", f"print({number}, type(error).__name__)")


BLOCKS = [show, show, show, show, assignment, assignment, augmented, loop, try_statement, with_statement, function, closure, generator, class_, class_, match_statement, unpacking]


def blocks(seed):
    """The program of a seed as a list of blocks, each of which can be left out without the others failing to compile."""
    program = Program(seed)
    parts = [PROLOGUE.splitlines()]
    for _ in range(40):
        program.random.choice(BLOCKS)(program)
        parts.append(program.lines)
        program.lines = []
    return parts


if __name__ == "__main__":
    print("\n".join(line for block in blocks(int(sys.argv[1])) for line in block))
