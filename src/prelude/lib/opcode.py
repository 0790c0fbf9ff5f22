"""The numbers of Spawnpoint's own instructions, and what kinds of operands they have."""

from _prelude import _instruction_table
from dis import stack_effect

__all__ = ["cmp_op", "stack_effect", "hascompare", "opname", "opmap", "HAVE_ARGUMENT", "hasarg", "hasconst", "hasname",
           "hasjump", "hasjrel", "hasjabs", "hasfree", "haslocal", "hasexc"]

cmp_op = ("<", "<=", "==", "!=", ">", ">=")

_table = _instruction_table()
opname = [name for name, _ in _table]
opmap = {name: number for number, name in enumerate(opname)}


def _with(*kinds):
    return [number for number, (_, operands) in enumerate(_table) if any(kind in operands for kind in kinds)]


# Having operands or not is no matter of an instruction's number.
HAVE_ARGUMENT = 0
hasarg = [number for number, (_, operands) in enumerate(_table) if operands]
hasconst = _with("Const")
hasname = _with("Name")
hasjump = hasjrel = _with("Jump", "Jump16")
hasjabs = []
haslocal = _with("Def", "Use")
hasfree = [opmap[name] for name in ("LoadCell", "StoreCell", "DeleteCell")]
hascompare = [opmap[name] for name in ("Lt", "Le", "Gt", "Ge", "Eq", "Ne")]
hasexc = []
