"""What of `dis` does not depend on CPython's instructions."""

COMPILER_FLAG_NAMES = {
    0x1: "OPTIMIZED", 0x2: "NEWLOCALS", 0x4: "VARARGS", 0x8: "VARKEYWORDS", 0x10: "NESTED", 0x20: "GENERATOR",
    0x40: "NOFREE", 0x80: "COROUTINE", 0x100: "ITERABLE_COROUTINE", 0x200: "ASYNC_GENERATOR",
    0x4000000: "HAS_DOCSTRING", 0x8000000: "METHOD",
}


def pretty_flags(flags):
    """The names of a code object's flags."""
    names = [name for bit, name in COMPILER_FLAG_NAMES.items() if flags & bit]
    rest = flags & ~sum(COMPILER_FLAG_NAMES)
    return ", ".join(names + ([hex(rest)] if rest else [])) or "0x0"


def _not_here(name):
    def function(*arguments, **options):
        raise NotImplementedError(f"dis.{name}() is not there: programs are compiled to other instructions than CPython's")
    return function


dis, disassemble, get_instructions, show_code, code_info = map(
    _not_here, ["dis", "disassemble", "get_instructions", "show_code", "code_info"])
