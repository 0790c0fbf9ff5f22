//! Comparisons, truth, and the jumps that depend on them.

use super::arithmetic::Operand;
use super::lowering::{Lowering, OTHER};
use super::wasm::{Access, Plain};
use crate::bytecode::Op;
use crate::object::Tag;

#[derive(Clone, Copy)]
enum Comparison {
    Lt,
    Le,
    Gt,
    Ge,
    Eq,
    Ne,
}

impl Comparison {
    fn of_ints(self) -> Plain {
        match self {
            Comparison::Lt => Plain::I64LtS,
            Comparison::Le => Plain::I64LeS,
            Comparison::Gt => Plain::I64GtS,
            Comparison::Ge => Plain::I64GeS,
            Comparison::Eq => Plain::I64Eq,
            Comparison::Ne => Plain::I64Ne,
        }
    }

    fn of_floats(self) -> Plain {
        match self {
            Comparison::Lt => Plain::F64Lt,
            Comparison::Le => Plain::F64Le,
            Comparison::Gt => Plain::F64Gt,
            Comparison::Ge => Plain::F64Ge,
            Comparison::Eq => Plain::F64Eq,
            Comparison::Ne => Plain::F64Ne,
        }
    }
}

impl Lowering<'_> {
    pub fn comparison(&mut self, op: Op) {
        use Comparison::{Eq, Ge, Gt, Le, Lt, Ne};
        use Operand::{Immediate, Register};
        match op {
            Op::Lt { dst, a, b } => self.compare_into(dst, Lt, a, b),
            Op::Le { dst, a, b } => self.compare_into(dst, Le, a, b),
            Op::Gt { dst, a, b } => self.compare_into(dst, Gt, a, b),
            Op::Ge { dst, a, b } => self.compare_into(dst, Ge, a, b),
            Op::Eq { dst, a, b } => self.compare_into(dst, Eq, a, b),
            Op::Ne { dst, a, b } => self.compare_into(dst, Ne, a, b),
            Op::Is { dst, .. } => {
                self.answered_by(self.source.helpers.identical);
                self.define_bool(dst);
            }
            Op::IsNot { dst, .. } => {
                self.answered_by(self.source.helpers.identical);
                self.body.op(Plain::I32Eqz);
                self.define_bool(dst);
            }
            Op::In { dst, .. } => {
                self.answered_by(self.source.helpers.contains);
                self.define_bool(dst);
            }
            Op::NotIn { dst, .. } => {
                self.answered_by(self.source.helpers.contains);
                self.body.op(Plain::I32Eqz);
                self.define_bool(dst);
            }
            Op::Jump { .. } => self.jump(),
            Op::JumpIfTrue { src, .. } => self.branch(src, true),
            Op::JumpIfFalse { src, .. } => self.branch(src, false),
            Op::JumpIfNone { src, .. } => self.jump_by_tag(src, Tag::None, true),
            Op::JumpIfNotNone { src, .. } => self.jump_by_tag(src, Tag::None, false),
            Op::JumpIfBound { src, .. } => self.jump_by_tag(src, Tag::Unbound, false),
            Op::JumpIfLt { a, b, .. } => self.compare_and_jump(Lt, a, Register(b), true),
            Op::JumpIfLe { a, b, .. } => self.compare_and_jump(Le, a, Register(b), true),
            Op::JumpIfGt { a, b, .. } => self.compare_and_jump(Gt, a, Register(b), true),
            Op::JumpIfGe { a, b, .. } => self.compare_and_jump(Ge, a, Register(b), true),
            Op::JumpIfEq { a, b, .. } => self.compare_and_jump(Eq, a, Register(b), true),
            Op::JumpIfNe { a, b, .. } => self.compare_and_jump(Ne, a, Register(b), true),
            Op::JumpIfNotLt { a, b, .. } => self.compare_and_jump(Lt, a, Register(b), false),
            Op::JumpIfNotLe { a, b, .. } => self.compare_and_jump(Le, a, Register(b), false),
            Op::JumpIfNotGt { a, b, .. } => self.compare_and_jump(Gt, a, Register(b), false),
            Op::JumpIfNotGe { a, b, .. } => self.compare_and_jump(Ge, a, Register(b), false),
            Op::JumpIfNotEq { a, b, .. } => self.compare_and_jump(Eq, a, Register(b), false),
            Op::JumpIfNotNe { a, b, .. } => self.compare_and_jump(Ne, a, Register(b), false),
            Op::JumpIfLtImm { a, b, .. } => self.compare_and_jump(Lt, a, Immediate(b.into()), true),
            Op::JumpIfLeImm { a, b, .. } => self.compare_and_jump(Le, a, Immediate(b.into()), true),
            Op::JumpIfGtImm { a, b, .. } => self.compare_and_jump(Gt, a, Immediate(b.into()), true),
            Op::JumpIfGeImm { a, b, .. } => self.compare_and_jump(Ge, a, Immediate(b.into()), true),
            Op::JumpIfEqImm { a, b, .. } => self.compare_and_jump(Eq, a, Immediate(b.into()), true),
            Op::JumpIfNeImm { a, b, .. } => self.compare_and_jump(Ne, a, Immediate(b.into()), true),
            Op::JumpIfNotLtImm { a, b, .. } => self.compare_and_jump(Lt, a, Immediate(b.into()), false),
            Op::JumpIfNotLeImm { a, b, .. } => self.compare_and_jump(Le, a, Immediate(b.into()), false),
            Op::JumpIfNotGtImm { a, b, .. } => self.compare_and_jump(Gt, a, Immediate(b.into()), false),
            Op::JumpIfNotGeImm { a, b, .. } => self.compare_and_jump(Ge, a, Immediate(b.into()), false),
            Op::JumpIfNotEqImm { a, b, .. } => self.compare_and_jump(Eq, a, Immediate(b.into()), false),
            Op::JumpIfNotNeImm { a, b, .. } => self.compare_and_jump(Ne, a, Immediate(b.into()), false),
            Op::JumpIfIs { .. } => self.ask_and_jump(self.source.helpers.identical, true),
            Op::JumpIfIsNot { .. } => self.ask_and_jump(self.source.helpers.identical, false),
            Op::JumpIfIn { .. } => self.ask_and_jump(self.source.helpers.contains, true),
            Op::JumpIfNotIn { .. } => self.ask_and_jump(self.source.helpers.contains, false),
            _ => unreachable!("{op:?} is a comparison"),
        }
    }

    fn ask_and_jump(&mut self, helper: u32, when: bool) {
        self.answered_by(helper);
        self.jump_if(when);
    }

    fn compare_into(&mut self, dst: u16, comparison: Comparison, a: u16, b: u16) {
        self.compare(comparison, a, Operand::Register(b));
        self.define_bool(dst);
    }

    fn compare_and_jump(&mut self, comparison: Comparison, a: u16, b: Operand, when: bool) {
        self.compare(comparison, a, b);
        self.jump_if(when);
    }

    /// Pushes 1 if `a comparison b`, else 0.
    fn compare(&mut self, comparison: Comparison, a: u16, b: Operand) {
        match (self.expected(a), self.kind(b)) {
            (tag @ (Tag::Int | Tag::Float), other) if tag == other => {
                self.guard(a, tag);
                self.guard_operand(b, tag);
                self.compare_numbers(tag, comparison, a, b);
            }
            // Every immediate is a float, too.
            (Tag::Float, Tag::Int) if matches!(b, Operand::Immediate(_)) => {
                self.guard(a, Tag::Float);
                self.compare_numbers(Tag::Float, comparison, a, b);
            }
            _ => match self.likely(a, b) {
                Some(tag) => self.compare_perhaps(tag, comparison, a, b),
                None => self.answered_by(self.source.helpers.compare),
            },
        }
    }

    /// The same of two registers that are known to hold ints or floats, as `tag` says.
    fn compare_numbers(&mut self, tag: Tag, comparison: Comparison, a: u16, b: Operand) {
        if tag == Tag::Float {
            self.float(a);
            self.push_float(b);
            self.body.op(comparison.of_floats());
        } else {
            self.int(a);
            self.push_int(b);
            self.body.op(comparison.of_ints());
        }
    }

    fn compare_perhaps(&mut self, tag: Tag, comparison: Comparison, a: u16, b: Operand) {
        let here = |lowering: &mut Self| {
            lowering.compare_numbers(tag, comparison, a, b);
            lowering.body.set(OTHER);
        };
        let otherwise = |lowering: &mut Self| {
            lowering.answered_by(lowering.source.helpers.compare);
            lowering.body.set(OTHER);
        };
        self.if_numbers(tag, a, b, here, otherwise);
        self.body.get(OTHER);
    }

    fn jump_by_tag(&mut self, register: u16, tag: Tag, when: bool) {
        self.tag(register);
        self.body.i32(tag as i32);
        self.body.op(Plain::I32Eq);
        self.jump_if(when);
    }

    fn branch(&mut self, src: u16, when: bool) {
        self.truth(src);
        self.jump_if(when);
    }

    pub fn negation(&mut self, dst: u16, src: u16) {
        self.truth(src);
        self.body.op(Plain::I32Eqz);
        self.define_bool(dst);
    }

    /// Pushes 1 if the register holds something true, else 0.
    fn truth(&mut self, src: u16) {
        match self.expected(src) {
            Tag::Bool => {
                self.guard(src, Tag::Bool);
                self.load(src, Access::I32Load8U);
            }
            Tag::Int => {
                self.guard(src, Tag::Int);
                self.int(src);
                self.body.i64(0);
                self.body.op(Plain::I64Ne);
            }
            _ => self.answered_by(self.source.helpers.truth),
        }
    }
}
