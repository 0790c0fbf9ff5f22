//! The code of one unit in the making: instructions, labels and the handlers that cover them.

use crate::sorted::SortedMap;
use crate::bytecode::{Handler, Op};
use crate::syntax::TextRange;

/// A place that jumps go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label(u32);

/// An exception handler in the making.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HandlerId(u32);

#[derive(Clone, Debug)]
struct Line {
    op: Op,
    range: TextRange,
    target: Option<Label>,
    /// The innermost handler around the instruction.
    handler: Option<HandlerId>,
}

#[derive(Clone, Copy, Debug)]
struct Target {
    label: Label,
    exception: u16,
    /// Whether it covers any instruction.
    used: bool,
}

/// Finished code: instructions, where they come from, and the exception table.
pub struct Assembled {
    pub ops: Vec<Op>,
    pub ranges: Vec<TextRange>,
    pub handlers: Vec<Handler>,
}

#[derive(Debug, Default)]
pub struct Assembler {
    lines: Vec<Line>,
    labels: Vec<Option<usize>>,
    handlers: Vec<Target>,
    current: Option<HandlerId>,
}

impl Assembler {
    pub fn emit(&mut self, range: TextRange, op: Op) {
        self.push(range, op, None);
    }

    pub fn jump(&mut self, range: TextRange, op: Op, target: Label) {
        self.push(range, op, Some(target));
    }

    fn push(&mut self, range: TextRange, op: Op, target: Option<Label>) {
        if let Some(handler) = self.current {
            self.handlers[handler.0 as usize].used = true;
        }
        self.lines.push(Line {
            op,
            range,
            target,
            handler: self.current,
        });
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// Puts a label before the next instruction.
    pub fn place(&mut self, label: Label) {
        self.labels[label.0 as usize] = Some(self.lines.len());
    }

    /// A handler at `label` that wants the exception in a register.
    pub fn handler(&mut self, label: Label, exception: u16) -> HandlerId {
        self.handlers.push(Target {
            label,
            exception,
            used: false,
        });
        HandlerId(self.handlers.len() as u32 - 1)
    }

    /// Makes `handler` the innermost for the next instructions; returns the one before.
    pub fn enter_handler(&mut self, handler: Option<HandlerId>) -> Option<HandlerId> {
        std::mem::replace(&mut self.current, handler)
    }

    pub fn current_handler(&self) -> Option<HandlerId> {
        self.current
    }

    pub fn covers_anything(&self, handler: HandlerId) -> bool {
        self.handlers[handler.0 as usize].used
    }

    pub fn finish(mut self) -> Assembled {
        self.thread_jumps();
        let mut layout = Layout::new(&self);
        while layout.grow(&self) {}
        layout.write(&self)
    }

    fn position(&self, label: Label) -> usize {
        self.labels[label.0 as usize].expect("every label that is jumped to is placed")
    }

    /// Lets jumps to jumps go straight to the end of the chain.
    fn thread_jumps(&mut self) {
        for at in 0..self.lines.len() {
            let Some(mut target) = self.lines[at].target else {
                continue;
            };
            // A chain may be a cycle (`while True: pass`), so follow it a few steps only.
            for _ in 0..8 {
                match self.lines.get(self.position(target)) {
                    Some(Line {
                        op: Op::Jump { .. },
                        target: Some(next),
                        ..
                    }) => target = *next,
                    _ => break,
                }
            }
            self.lines[at].target = Some(target);
        }
    }
}

/// How many instructions each line becomes, and where each starts.
struct Layout {
    sizes: Vec<u8>,
    starts: Vec<usize>,
}

/// A conditional jump too far for its 16 bits: it jumps over a jump, to a long jump.
const LONG: u8 = 3;

impl Layout {
    fn new(code: &Assembler) -> Self {
        let mut layout = Self {
            sizes: vec![1; code.lines.len()],
            starts: Vec::new(),
        };
        layout.drop_jumps_to_next(code);
        layout.place();
        layout
    }

    fn drop_jumps_to_next(&mut self, code: &Assembler) {
        for (at, line) in code.lines.iter().enumerate().rev() {
            let Some(target) = line.target else {
                continue;
            };
            let target = code.position(target);
            let skips_nothing = target > at && self.sizes[at + 1..target].iter().all(|size| *size == 0);
            if matches!(line.op, Op::Jump { .. }) && skips_nothing {
                self.sizes[at] = 0;
            }
        }
    }

    fn place(&mut self) {
        self.starts.clear();
        let mut start = 0;
        for size in &self.sizes {
            self.starts.push(start);
            start += usize::from(*size);
        }
        self.starts.push(start);
    }

    fn offset(&self, code: &Assembler, at: usize) -> Option<i64> {
        let target = code.position(code.lines[at].target?);
        Some(self.starts[target] as i64 - (self.starts[at] as i64 + 1))
    }

    /// Lengthens the jumps that do not fit; returns whether there were any.
    fn grow(&mut self, code: &Assembler) -> bool {
        let mut grown = false;
        for (at, line) in code.lines.iter().enumerate() {
            let Some(offset) = self.offset(code, at) else {
                continue;
            };
            let mut op = line.op;
            if self.sizes[at] == 1 && !op.set_jump(offset) {
                self.sizes[at] = LONG;
                grown = true;
            }
        }
        self.place();
        grown
    }

    fn write(&self, code: &Assembler) -> Assembled {
        let mut out = Assembled {
            ops: Vec::new(),
            ranges: Vec::new(),
            handlers: Vec::new(),
        };
        let mut covered = SortedMap::new();
        for (at, line) in code.lines.iter().enumerate() {
            let first = out.ops.len() as u32;
            self.write_line(code, at, &mut out.ops);
            out.ranges.resize(out.ops.len(), line.range);
            let end = out.ops.len() as u32;
            if let Some(handler) = line.handler
                && end > first
            {
                covered.insert(first, (end, handler));
            }
        }
        out.handlers = self.handler_table(code, covered);
        out
    }

    fn write_line(&self, code: &Assembler, at: usize, ops: &mut Vec<Op>) {
        let mut op = code.lines[at].op;
        let offset = self.offset(code, at);
        match (self.sizes[at], offset) {
            (0, _) => {}
            (LONG, Some(offset)) => {
                op.set_jump(1);
                ops.push(op);
                ops.push(Op::Jump { to: 1 });
                ops.push(Op::Jump {
                    to: (offset - 2) as i32,
                });
            }
            (_, Some(offset)) => {
                op.set_jump(offset);
                ops.push(op);
            }
            (_, None) => ops.push(op),
        }
    }

    fn handler_table(&self, code: &Assembler, covered: SortedMap<u32, (u32, HandlerId)>) -> Vec<Handler> {
        let mut table: Vec<Handler> = Vec::new();
        for (start, (end, id)) in covered {
            let Target { label, exception, .. } = code.handlers[id.0 as usize];
            let target = self.starts[code.position(label)] as u32;
            match table.last_mut() {
                Some(last) if last.end == start && last.target == target && last.exception == exception => {
                    last.end = end;
                }
                _ => table.push(Handler {
                    start,
                    end,
                    target,
                    exception,
                }),
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_conditional_jumps_go_over_a_long_jump() {
        let mut code = Assembler::default();
        let end = code.label();
        let range = TextRange::default();
        code.jump(range, Op::JumpIfLt { a: 0, b: 1, to: 0 }, end);
        for _ in 0..40_000 {
            code.emit(range, Op::Nop {});
        }
        code.place(end);
        code.emit(range, Op::ReturnNone {});
        let ops = code.finish().ops;
        assert_eq!(ops[0], Op::JumpIfLt { a: 0, b: 1, to: 1 });
        assert_eq!(ops[1], Op::Jump { to: 1 });
        assert_eq!(ops[2], Op::Jump { to: 40_000 });
    }

    #[test]
    fn jumps_to_jumps_and_to_the_next_instruction_vanish() {
        let mut code = Assembler::default();
        let (middle, end) = (code.label(), code.label());
        let range = TextRange::default();
        code.jump(range, Op::JumpIfTrue { src: 0, to: 0 }, middle);
        code.emit(range, Op::Nop {});
        code.place(middle);
        code.jump(range, Op::Jump { to: 0 }, end);
        code.place(end);
        code.emit(range, Op::ReturnNone {});
        let expected = [
            Op::JumpIfTrue { src: 0, to: 1 },
            Op::Nop {},
            Op::ReturnNone {},
        ];
        assert_eq!(code.finish().ops, expected);
    }
}
