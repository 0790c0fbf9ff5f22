"""`dis` for Spawnpoint's own instructions, which work on registers rather than on a stack.

An instruction is two units of offset long. The first one listed for a code object, `RESUME`, stands for nothing but
the beginning of the frame.
"""

import collections
import io
import sys
import types

from _prelude import _instructions

__all__ = ["Bytecode", "Instruction", "Positions", "code_info", "dis", "disassemble", "disco", "distb",
           "findlabels", "findlinestarts", "get_instructions", "pretty_flags", "show_code"]

COMPILER_FLAG_NAMES = {
    0x1: "OPTIMIZED", 0x2: "NEWLOCALS", 0x4: "VARARGS", 0x8: "VARKEYWORDS", 0x10: "NESTED", 0x20: "GENERATOR",
    0x40: "NOFREE", 0x80: "COROUTINE", 0x100: "ITERABLE_COROUTINE", 0x200: "ASYNC_GENERATOR",
    0x4000000: "HAS_DOCSTRING", 0x8000000: "METHOD",
}

Positions = collections.namedtuple(
    "Positions", ["lineno", "end_lineno", "col_offset", "end_col_offset"], defaults=[None] * 4)

Instruction = collections.namedtuple(
    "Instruction", ["opname", "argrepr", "offset", "starts_line", "line_number", "label", "jump_target", "positions"])


def pretty_flags(flags):
    """The names of a code object's flags."""
    names = [name for bit, name in COMPILER_FLAG_NAMES.items() if flags & bit]
    rest = flags & ~sum(COMPILER_FLAG_NAMES)
    return ", ".join(names + ([hex(rest)] if rest else [])) or "0x0"


def _code_of(x):
    """The code object of a function, method, generator, or of source text."""
    x = getattr(x, "__func__", x)
    for name in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, name):
            return getattr(x, name)
    if isinstance(x, str):
        try:
            return compile(x, "<disassembly>", "eval")
        except SyntaxError:
            return compile(x, "<disassembly>", "exec")
    if hasattr(x, "co_code") or isinstance(x, types.CodeType):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def _targets(texts):
    """Where each instruction jumps to, as an offset, or None."""
    for text in texts:
        _, arrow, target = text.rpartition("->")
        yield 2 * int(target) if arrow and target.isdigit() else None


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False, **options):
    """The instructions of a function, method, code object or source text."""
    code = _code_of(x)
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    texts = _instructions(code)
    targets = list(_targets(texts))
    labels = {target: number for number, target in enumerate(sorted({t for t in targets if t is not None}), 1)}
    first = code.co_firstlineno + shift
    yield Instruction("RESUME", "", 0, True, first, None, None, Positions(first, first, 0, 0))
    last = None
    for at, (text, target, place) in enumerate(zip(texts, targets, code.co_positions())):
        positions = Positions(*place)
        line = None if positions.lineno is None else positions.lineno + shift
        name, _, operands = text.partition(" ")
        if target is not None:
            operands = f"{operands.rpartition('->')[0]}to L{labels[target]}"
        yield Instruction(name, operands, 2 * at, line != last, line, labels.get(2 * at), target, positions)
        last = line


def findlinestarts(code):
    """Pairs of an offset and the line that begins there."""
    last = False
    for start, _, line in code.co_lines():
        if line is not last:
            last = line
            yield start, line


def findlabels(code):
    """The offsets that are jumped to."""
    return sorted({target for target in _targets(_instructions(code)) if target is not None})


def disassemble(code, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False,
                show_positions=False):
    """Prints a code object's instructions."""
    for each in get_instructions(code):
        if each.starts_line and each.offset:
            print(file=file)
        line = "--" if each.line_number is None else each.line_number
        label = f"L{each.label}:" if each.label else ""
        place = "-->" if each.offset == lasti and each.opname != "RESUME" else ""
        offset = f"{each.offset:>5} " if show_offsets else ""
        row = f"{line if each.starts_line else '':>4} {place:>3} {offset}{label:>6} {each.opname:<20} {each.argrepr}"
        print(row.rstrip(), file=file)


disco = disassemble


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Prints the instructions of functions, classes, modules, code or source text; without an argument of the last
    traceback."""
    if x is None:
        distb(file=file, show_offsets=show_offsets)
        return
    if isinstance(x, (type, types.ModuleType)):
        for name, member in sorted(vars(x).items()):
            member = getattr(member, "__func__", member)
            if isinstance(member, (types.FunctionType, type)):
                print(f"Disassembly of {name}:", file=file)
                dis(member, file=file, depth=depth, show_offsets=show_offsets)
                print(file=file)
        return
    _dis_inner(_code_of(x), file, depth, show_offsets)


def _dis_inner(code, file, depth, show_offsets):
    disassemble(code, file=file, show_offsets=show_offsets)
    if depth is None or depth > 0:
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                print(f"\nDisassembly of {constant!r}:", file=file)
                _dis_inner(constant, file, None if depth is None else depth - 1, show_offsets)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Prints the instructions of the innermost function of a traceback."""
    if tb is None:
        try:
            tb = sys.last_exc.__traceback__
        except AttributeError:
            raise RuntimeError("no last traceback to disassemble") from None
    while tb.tb_next is not None:
        tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_offsets=show_offsets)


def code_info(x):
    """What is known of a code object, as text."""
    code = _code_of(x)
    rows = [("Name", code.co_name), ("Filename", code.co_filename), ("Argument count", code.co_argcount),
            ("Positional-only arguments", code.co_posonlyargcount), ("Kw-only arguments", code.co_kwonlyargcount),
            ("Number of locals", code.co_nlocals), ("Stack size", code.co_stacksize),
            ("Flags", pretty_flags(code.co_flags))]
    lines = [f"{name + ':':<18} {value}" for name, value in rows]
    lists = [("Constants", map(repr, code.co_consts)), ("Names", code.co_names),
             ("Variable names", code.co_varnames), ("Free variables", code.co_freevars),
             ("Cell variables", code.co_cellvars)]
    for title, items in lists:
        numbered = [f"{number:>4}: {item}" for number, item in enumerate(items)]
        lines += [f"{title}:", *numbered] if numbered else []
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Prints what is known of a code object."""
    print(code_info(co), file=file)


class Bytecode:
    """The instructions of something, to walk through or to show."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False,
                 show_offsets=False, show_positions=False):
        self.codeobj = _code_of(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self._original_object, self.current_offset, self.show_offsets = x, current_offset, show_offsets

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        return code_info(self.codeobj)

    def dis(self):
        output = io.StringIO()
        lasti = -1 if self.current_offset is None else self.current_offset
        disassemble(self.codeobj, lasti, file=output, show_offsets=self.show_offsets)
        return output.getvalue()


def stack_effect(opcode, oparg=None, /, *, jump=None):
    raise NotImplementedError("dis.stack_effect() is not there: instructions work on registers, not on a stack")
