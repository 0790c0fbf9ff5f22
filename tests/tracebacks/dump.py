"""Prints cases.txt: what CPython 3.14 knows of some exceptions and the traceback it prints.

Run it with CPython 3.14 (or Pyodide 314): `python3.14 dump.py > cases.txt`.
"""
import linecache
import traceback

PROGRAMS = {
    "binary operator": "def f(a, b):\n    return a + b * (a / b)\nprint(f(1, 0))\n",
    "operator between brackets": "a = 1; b = None\nx = (a)  //  (b)\n",
    "subscript": "data = {'é': [1, 2]}\nprint(1, data['é'][0][5])\n",
    "call in an expression": "def f(): raise ValueError('no')\nx = [1, f(), 3]\n",
    "call that is the whole assignment": "def f():\n    return g()\ndef g():\n    x = 1 / 0\nx = f()\n",
    "call with arguments over lines": (
        "def f(*args):\n    raise ValueError\n"
        "result = 1 + f(\n    1,\n    2,\n    3,\n    4,\n)\n"
    ),
    "operator over lines": "x = (\n    1 +\n    2 +\n    None\n)\n",
    "long brackets": "x = [\n" + "".join(f"    {n},\n" for n in range(9)) + "    1/0,\n]\n",
    "call over many lines": "def f(*a): 1/0\n\nf(\n    1,\n\n    2,\n    3,\n    4,\n    5)(6)\n",
    "method chain over lines": "'a'.upper(\n).lower(\n).nope(\n)\n",
    "whole statement": "raise KeyError('x')\n",
    "assert": "def check(n):\n    assert n > 3, f'small: {n}'\ncheck(1)\n",
    "wide characters": "日本 = 1; x = '日本' + 日本 + 1\n",
    "tabs": "if True:\n\tx = [1]\n\ty = 1 + x[4]\n",
    "attribute": "x = 5\nprint(x.foo, 1)\n",
    "attribute is the statement": "x = 5\nx.foo\n",
    "comparison": "print(1 < 'a', 2)\n",
    "unary": "x = 3 * -'a'\n",
    "for": "for i in 5:\n    pass\n",
    "for call": "def f(): return 1 / 0\nfor i in f():\n    pass\n",
    "with": "with open:\n    pass\n",
    "unpacking": "a, b = 1, 2, 3\n",
    "import": "import nonexistent_module\n",
    "no message": "raise ValueError\n",
    "multi-line message": "raise ValueError('a\\nb\\n\\nc')\n",
    "repeated line": "def f(n):\n    if n == 0:\n        raise ValueError\n    return f(n - 1)\nf(10)\n",
    "repeated line once more": "def f(n):\n    if n == 0:\n        raise ValueError\n    f(n - 1)\nf(4)\n",
    "repeated pair": (
        "def f(n):\n    if n: g(n - 1)\n    1 / 0\ndef g(n):\n    f(n)\nf(6)\n"
    ),
    "during handling": "try:\n    1/0\nexcept ZeroDivisionError:\n    [][1]\n",
    "direct cause": "try:\n    1/0\nexcept ZeroDivisionError as e:\n    raise ValueError('v') from e\n",
    "from None": "try:\n    1/0\nexcept ZeroDivisionError as e:\n    raise ValueError('v') from None\n",
    "three contexts": (
        "try:\n  try:\n    1/0\n  except ZeroDivisionError:\n    {}['k']\n"
        "except KeyError:\n  raise ValueError('v')\n"
    ),
    "cycle of causes": (
        "a = ValueError('a'); b = KeyError('b')\na.__cause__ = b; b.__cause__ = a\nraise a\n"
    ),
    "cycle of contexts": (
        "a = ValueError('a'); b = KeyError('b'); c = TypeError('c')\n"
        "a.__context__ = b; b.__context__ = c; c.__cause__ = b\nraise a\n"
    ),
    "notes": "e = ValueError('a')\ne.add_note('first')\ne.add_note('second\\nthird')\nraise e\n",
    "class of a module": "class E(Exception): pass\nE.__module__ = 'pkg.mod'\nclass O:\n  pass\nE.__qualname__ = 'O.E'\nraise E('x')\n",
    "group": (
        "raise ExceptionGroup('several', [ValueError('a'), KeyError('b')])\n"
    ),
    "nested groups": (
        "def make(n):\n  try:\n    raise ValueError(n)\n  except ValueError as e:\n    e.add_note('note'); return e\n"
        "try:\n  1/0\nexcept ZeroDivisionError:\n"
        "  raise ExceptionGroup('outer', [make(1), ExceptionGroup('inner\\nline', [make(2), make(3)]),"
        " make(4), ExceptionGroup('last', [make(5)])])\n"
    ),
    "group as a cause": (
        "try:\n  raise ExceptionGroup('g', [OSError(1, 'x')])\nexcept* OSError as e:\n  raise ValueError from e\n"
    ),
    "wide group": "raise ExceptionGroup('wide', [ValueError(n) for n in range(20)])\n",
    "group of sixteen": "raise ExceptionGroup('wide', [ValueError(n) for n in range(16)])\n",
    "deep group": (
        "e = ValueError('core')\nfor n in range(13): e = ExceptionGroup(str(n), [e])\nraise e\n"
    ),
    "member with a cause": (
        "a = ValueError('a'); a.__cause__ = KeyError('cause')\n"
        "raise ExceptionGroup('g', [a, ExceptionGroup('h', [a])])\n"
    ),
    "lambda": "f = lambda: (1).nope\nf()\n",
    "comprehension": "x = [1 / n for n in (1, 0)]\n",
    "return call over lines": "def f(a, b): 1/0\ndef g():\n    return f(\n        1,\n        2)\ng()\n",
    "return method": "class A:\n    def m(self): 1/0\ndef g():\n    return A().m()\ng()\n",
    "augmented assignment": "x = 1\nx += 'a'\n",
    "deleted subscript": "x = {}\ndel x['a']\n",
    "assigned subscript": "x = ()\nx[0] = 1\n",
    "f-string": "x = f'{1/0} and {2}'\n",
    "decorator": "def deco(f): 1/0\n@deco\ndef f():\n    pass\n",
    "class body": "class A:\n    x = 1\n    y = x + ''\n",
    "comment and continuation": "x = 1 \\\n  + \\\n  None # why\n",
    "syntax error": "compile('x = (1 +\\n', 'f.py', 'exec')\n",
    "syntax error made by hand": "raise SyntaxError('odd', ('f.py', None, None, None))\n",
    "syntax error beyond its line": "raise SyntaxError('odd', ('f.py', 3, 99, '  ab c\\n', 3, 120))\n",
    "syntax error without a column": "raise SyntaxError('odd', (None, 3, None, '  ab c\\n'))\n",
    "syntax error over lines": "raise SyntaxError('odd', ('f.py', 3, 3, '  ab c\\n', 4, 1))\n",
}


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def describe(exception, indices, out):
    cls = type(exception)
    lines = [f"exception {cls.__module__} {cls.__qualname__}", f"message {escape(str(exception))}"]
    lines += [f"note {escape(note)}" for note in getattr(exception, "__notes__", [])]
    if isinstance(exception, SyntaxError):
        fields = (exception.lineno, exception.offset, exception.end_lineno, exception.end_offset)
        lines.append("syntax " + " ".join("-" if field is None else str(field) for field in fields))
        for key in "msg", "filename", "text":
            if (value := getattr(exception, key)) is not None:
                lines.append(f"syntax-{key} {escape(value)}")
    for frame in traceback.TracebackException.from_exception(exception).stack:
        source = [linecache.getline(frame.filename, line).rstrip("\n")
                  for line in range(frame.lineno, frame.end_lineno + 1)]
        columns = "- -"
        if frame.colno is not None:
            start = len(source[0].encode()[:frame.colno].decode())
            end = len(source[-1].encode()[:frame.end_colno].decode())
            columns = f"{start} {end}"
        lines.append(f"frame {frame.lineno} {frame.end_lineno} {columns} {frame.filename} {frame.name}")
        lines += [f"source {line}" for line in source]
    if exception.__suppress_context__:
        lines.append("suppress")
    links = {"cause": exception.__cause__, "context": exception.__context__}
    members = getattr(exception, "exceptions", None)
    position = len(out)
    out.append(None)
    for key, other in links.items():
        if other is not None:
            lines.append(f"{key} {index_of(other, indices, out)}")
    if members is not None:
        lines.append("members " + " ".join(str(index_of(other, indices, out)) for other in members))
    out[position] = lines


def index_of(exception, indices, out):
    if id(exception) not in indices:
        indices[id(exception)] = len(out)
        describe(exception, indices, out)
    return indices[id(exception)]


def main():
    for name, program in PROGRAMS.items():
        linecache.cache["main.py"] = (len(program), None, program.splitlines(True), "main.py")
        try:
            exec(compile(program, "main.py", "exec"), {"__name__": "__main__"})
        except BaseException as exception:
            exception.__traceback__ = exception.__traceback__.tb_next
            described = []
            index_of(exception, {}, described)
            print(f"case {name}")
            for lines in described:
                print(*lines, sep="\n")
            text = "".join(traceback.format_exception(exception))
            for line in text.removesuffix("\n").split("\n"):
                print(f"> {line}")


main()
