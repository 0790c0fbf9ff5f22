//! Basic blocks: where jumps go to, and where the run loop may enter a function.

use crate::bytecode::{Op, OperandKind};

/// Instructions of which only the first can be jumped to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub start: usize,
    pub end: usize,
    /// The run loop enters here: at the beginning, at the target of a backward jump, and after an instruction that it
    /// has to execute or that pushes a frame.
    pub entry: bool,
}

impl Block {
    /// Whether the run loop gains anything by entering here.
    pub fn is_worth_entering(&self, ops: &[Op]) -> bool {
        self.entry && super::lowering::is_compiled(&ops[self.start])
    }
}

/// The blocks, in the order of the instructions.
pub fn of(ops: &[Op], locals: u16) -> Vec<Block> {
    let mut marks = vec![Mark::default(); ops.len() + 1];
    marks[0] = Mark { starts: true, entry: true };
    for (at, op) in ops.iter().enumerate() {
        if let Some(target) = target(ops, at) {
            marks[target].starts = true;
            marks[target].entry |= target <= at;
            if pair_of(ops, at, locals).is_some() {
                marks[target + 1].starts = true;
            }
        }
        if !super::lowering::is_compiled(op) || pushes_frame(op) {
            marks[at + 1] = Mark { starts: true, entry: true };
        }
    }
    let starts: Vec<usize> = (0..ops.len()).filter(|at| marks[*at].starts).collect();
    let ends = starts.iter().skip(1).copied().chain([ops.len()]);
    starts.iter().zip(ends).map(|(start, end)| Block { start: *start, end, entry: marks[*start].entry }).collect()
}

#[derive(Clone, Copy, Default)]
struct Mark {
    starts: bool,
    entry: bool,
}

/// Where the instruction jumps to, if it does.
pub fn target(ops: &[Op], at: usize) -> Option<usize> {
    let jump = ops[at].operands().find(|operand| matches!(operand.kind, OperandKind::Jump | OperandKind::Jump16))?;
    Some((at as i64 + 1 + jump.value) as usize)
}

/// Where a loop begins with taking a pair apart that no variable holds: the first of the two registers it goes to.
pub fn pair_of(ops: &[Op], at: usize, locals: u16) -> Option<u16> {
    let (Op::ForNext { dst, .. }, Some(target)) = (ops[at], target(ops, at)) else { return None };
    match ops[target] {
        Op::UnpackSequence { src, base, count: 2 } if src == dst && dst >= locals => Some(base),
        _ => None,
    }
}

/// Whether the instruction usually pushes a frame.
fn pushes_frame(op: &Op) -> bool {
    use Op::*;
    matches!(op, Call { .. } | CallMethod { .. } | CallKeywords { .. } | CallUnpacked { .. })
}
