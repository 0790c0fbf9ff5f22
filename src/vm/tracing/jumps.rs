//! Assigning `f_lineno`: a traced frame goes on at another line.

use crate::bytecode::Op;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Then;
use crate::vm::native::{Escape, NativeResult};

/// `frame.f_lineno = line`, from the trace function that is told of a line of that frame.
pub(super) fn set_line(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let object = vm.frame_argument(arguments[0])?;
    let line = match arguments[1] {
        Value::Int(line) => line,
        Value::Unbound => return Err(vm.raise(crate::vm::Exc::AttributeError, "cannot delete attribute")),
        _ => return Err(vm.value_error("lineno must be an integer")),
    };
    let frames = &vm.thread.frames;
    let framed = |then: &Then| matches!(then, Then::Framed(other) if *other == object);
    let index = frames.iter().rposition(|frame| framed(&frame.then));
    let waits = |index: usize| matches!(frames.get(index + 1).map(|above| &above.then), Some(Then::Retry));
    let Some(index) = index.filter(|index| waits(*index)) else {
        return Err(vm.value_error("f_lineno can only be set in a trace function"));
    };
    vm.jump_to_line(object, index, line)?;
    Ok(Value::None)
}

impl Vm {
    fn jump_to_line(&mut self, object: Ref<Opaque>, index: usize, line: i64) -> Result<(), Escape> {
        let (code, pc) = (self.thread.frames[index].code, self.thread.frames[index].pc);
        let unit = self.heap[code].unit.clone();
        if line < i64::from(unit.first_line) {
            return Err(self.value_error(format!("line {line} comes before the current code block")));
        }
        let lines = unit.positions.iter().map(|position| i64::from(position.line));
        let Some(next) = lines.clone().filter(|other| *other >= line).min() else {
            return Err(self.value_error(format!("line {line} comes after the current code block")));
        };
        let starts = lines.clone().enumerate().filter(|(at, other)| *other == next && lines.clone().nth(at.wrapping_sub(1)) != Some(next));
        let liveness = self.heap[code].liveness();
        let here = liveness.before(pc as usize - 1);
        let (locals, registers) = (usize::from(self.heap[code].locals), usize::from(self.heap[code].registers));
        // What lies in temporaries at the target has to be there now: it is a loop's iterator, or a context manager.
        let missing = |at: usize| (locals..registers).find(|r| liveness.before(at).contains(*r) && !here.contains(*r));
        let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
        let Some(target) = starts.iter().copied().find(|at| missing(*at).is_none()) else {
            let missing = missing(starts[0]);
            let is_iterator = |op: &Op| matches!(op, Op::ForNext { iter, .. } if Some(usize::from(*iter)) == missing);
            let block = if unit.ops.iter().any(is_iterator) { "the body of a for loop" } else { "the middle of a block" };
            return Err(self.value_error(format!("can't jump into {block}")));
        };
        let there = liveness.before(target);
        let handles = unit.ops.iter().any(|op| matches!(op, Op::PushHandled { saved, .. }
            if here.contains(usize::from(*saved)) && !there.contains(usize::from(*saved))));
        if handles {
            return Err(self.value_error("can't jump out of an 'except' block"));
        }
        let unbound: Vec<usize> = (0..locals).filter(|register| there.contains(*register)).collect();
        let base = self.thread.frames[index].base as usize;
        for register in unbound {
            if self.thread.stack[base + register].is_unbound() {
                self.thread.stack[base + register] = Value::None;
            }
        }
        self.thread.frames[index].pc = target as u32 + 1;
        self.frame_data_mut(object).steps.jump(next as u32, target as u32);
        Ok(())
    }
}
