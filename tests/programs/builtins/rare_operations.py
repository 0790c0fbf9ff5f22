"""Operations that hardly any program does, in CPython's words."""

import os
import sys
import types


def show(*operations):
    for operation in operations:
        try:
            print(operation())
        except Exception as error:
            print(type(error).__name__, error)


class Silent:
    def __str__(self):
        raise ValueError("not a word")


show(lambda: print("The name is", Silent(), "as it were"))
Cell = types.CellType
show(lambda: Cell(1) == Cell(1), lambda: Cell(1) < Cell(2), lambda: Cell() < Cell(1), lambda: Cell() == Cell(), lambda: Cell(1) >= Cell(),
     lambda: Cell("a") < Cell(1), lambda: Cell(1) != Cell(2), lambda: Cell(1) == 1, lambda: hash(Cell(1)))
blocking = BlockingIOError(11, "would wait", 3)
show(lambda: blocking.characters_written, lambda: (blocking.args, blocking.filename), lambda: BlockingIOError(11, "file", "f").filename,
     lambda: BlockingIOError(11, "nothing").characters_written, lambda: setattr(blocking, "characters_written", "many"),
     lambda: delattr(blocking, "characters_written"), lambda: blocking.characters_written)
show(lambda: sys.flags(), lambda: type(sys.flags)(()), lambda: sys.version_info(), lambda: type(sys.hash_info)((1, 2)),
     lambda: os.stat_result((1, 2)))


def error_of(operation):
    try:
        return operation()
    except OSError as error:
        return error.strerror


for operation in (lambda: os.fsync(99), lambda: os.fdatasync(99), lambda: os.get_blocking(99), lambda: os.get_inheritable(99),
                  lambda: os.isatty(99)):
    print(error_of(operation))
show(lambda: os.fsync("file"), lambda: os.fsync(-1), lambda: os.get_blocking(1))
