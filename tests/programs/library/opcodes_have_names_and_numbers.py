# The instructions that `dis` shows are those of `opcode`.
import dis
import opcode

print(all(opcode.opname[number] == name for name, number in opcode.opmap.items()))
print(opcode.cmp_op)
shown = {instruction.opname for instruction in dis.get_instructions("a + b if c < d else e(f)")}
print(shown - set(opcode.opmap) <= {"RESUME"}, len(shown) > 3)
print(set(opcode.hasjump) <= set(opcode.hasarg), set(opcode.hasconst) <= set(opcode.hasarg))
