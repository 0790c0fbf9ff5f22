//! What the modules that run now have still to import.

use crate::bytecode::{CodeKind, Op};
use crate::vm::Vm;

impl Vm {
    /// The names in the `import` statements to come of the program and of the modules that the current thread is in the
    /// middle of importing. Some may not be reached, and relative names stand there without their package.
    pub fn imports_ahead(&self) -> impl Iterator<Item = &str> {
        let codes = self.thread.frames.iter().map(|frame| (&self.heap[frame.code].unit, frame.pc as usize));
        let modules = codes.filter(|(unit, _)| unit.kind == CodeKind::Module);
        modules.flat_map(|(unit, pc)| {
            unit.ops.iter().skip(pc).filter_map(|op| match op {
                Op::ImportName { name, .. } => Some(unit.names[usize::from(*name)].as_str()),
                _ => None,
            })
        })
    }
}
