"""Prints a file of snippets with what CPython 3.14 says of each.

Run it with CPython 3.14 (or Pyodide 314): `python3.14 expect.py FILE > NEW`. A snippet starts with
`### NAME`, and `--- ` lines after it hold the answer: the numbers of the error's place, then its
display, or `ok`. The snippets in `expressions.txt` are for `eval`, and those
in `warnings.txt` have warnings for an answer.
"""
import linecache
import sys
import traceback
import warnings


def snippets(text):
    for chunk in text.split("### ")[1:]:
        name, body = chunk.split("\n", 1)
        yield name, "".join(line for line in body.splitlines(True) if not line.startswith("--- "))


def answer(source, mode):
    with open("main.py", "w", newline="") as file:
        file.write(source)
    try:
        compile(source, "main.py", mode)
    except SyntaxError as error:
        # As when the file itself is run: a misspelt keyword is only looked for on the error's line.
        if getattr(error, "_metadata", None):
            error._metadata = (*error._metadata[:2], None)
        yield f"{error.lineno} {error.offset} {error.end_lineno} {error.end_offset}"
        yield from "".join(traceback.format_exception_only(error)).splitlines()
    else:
        yield "ok"


def warned(source):
    linecache.cache["main.py"] = (len(source), None, source.splitlines(True), "main.py")
    with warnings.catch_warnings(record=True) as found:
        warnings.resetwarnings()
        compile(source, "main.py", "exec")
    for warning in found:
        text = warnings.formatwarning(warning.message, warning.category, warning.filename, warning.lineno)
        yield from text.splitlines()


def main(path):
    warnings.simplefilter("ignore")
    with open(path, newline="") as file:
        text = file.read()
    mode = "eval" if path.endswith("expressions.txt") else "exec"
    for name, body in snippets(text):
        source = body
        if mode == "eval":
            # As `eval` does; and the snippet's last newline is the file's, not the expression's.
            source = source.lstrip(" \t").removesuffix("\n")
        print(f"### {name}")
        print(body, end="" if body.endswith("\n") else "\n")
        for line in warned(source) if path.endswith("warnings.txt") else answer(source, mode):
            print(f"--- {line}")


main(globals().get("ARGS", sys.argv[1:])[0])
