//! Arithmetic on ints and floats; everything else is a helper's, or left to the run loop.

use super::lowering::{INT, Lowering};
use super::wasm::Plain;
use crate::bytecode::Op;
use crate::object::{EXACT, Tag};

/// The second operand of an instruction.
#[derive(Clone, Copy)]
pub enum Operand {
    Register(u16),
    Immediate(i64),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    LShift,
    RShift,
    And,
    Or,
    Xor,
}

impl Operator {
    /// What does the same to two floats.
    fn of_floats(self) -> Option<Plain> {
        match self {
            Operator::Add => Some(Plain::F64Add),
            Operator::Sub => Some(Plain::F64Sub),
            Operator::Mul => Some(Plain::F64Mul),
            Operator::TrueDiv => Some(Plain::F64Div),
            _ => None,
        }
    }
}

impl Lowering<'_> {
    pub fn arithmetic(&mut self, op: Op) {
        use Operand::{Immediate, Register};
        let (operator, dst, a, b) = match op {
            Op::Negative { dst, src } => return self.negative(dst, src),
            Op::Invert { dst, src } => return self.invert(dst, src),
            Op::Add { dst, a, b } | Op::IAdd { dst, a, b } => (Operator::Add, dst, a, Register(b)),
            Op::Sub { dst, a, b } | Op::ISub { dst, a, b } => (Operator::Sub, dst, a, Register(b)),
            Op::Mul { dst, a, b } | Op::IMul { dst, a, b } => (Operator::Mul, dst, a, Register(b)),
            Op::TrueDiv { dst, a, b } | Op::ITrueDiv { dst, a, b } => (Operator::TrueDiv, dst, a, Register(b)),
            Op::FloorDiv { dst, a, b } | Op::IFloorDiv { dst, a, b } => (Operator::FloorDiv, dst, a, Register(b)),
            Op::Mod { dst, a, b } | Op::IMod { dst, a, b } => (Operator::Mod, dst, a, Register(b)),
            Op::LShift { dst, a, b } | Op::ILShift { dst, a, b } => (Operator::LShift, dst, a, Register(b)),
            Op::RShift { dst, a, b } | Op::IRShift { dst, a, b } => (Operator::RShift, dst, a, Register(b)),
            Op::BitAnd { dst, a, b } | Op::IBitAnd { dst, a, b } => (Operator::And, dst, a, Register(b)),
            Op::BitOr { dst, a, b } | Op::IBitOr { dst, a, b } => (Operator::Or, dst, a, Register(b)),
            Op::BitXor { dst, a, b } | Op::IBitXor { dst, a, b } => (Operator::Xor, dst, a, Register(b)),
            Op::AddImm { dst, a, b } | Op::IAddImm { dst, a, b } => (Operator::Add, dst, a, Immediate(b.into())),
            Op::SubImm { dst, a, b } | Op::ISubImm { dst, a, b } => (Operator::Sub, dst, a, Immediate(b.into())),
            Op::MulImm { dst, a, b } => (Operator::Mul, dst, a, Immediate(b.into())),
            Op::FloorDivImm { dst, a, b } => (Operator::FloorDiv, dst, a, Immediate(b.into())),
            Op::ModImm { dst, a, b } => (Operator::Mod, dst, a, Immediate(b.into())),
            Op::Pow { dst, .. } | Op::IPow { dst, .. } | Op::MatMul { dst, .. } | Op::IMatMul { dst, .. } => {
                return self.binary_by_helper(dst);
            }
            _ => unreachable!("{op:?} is arithmetic"),
        };
        match (self.expected(a), self.kind(b)) {
            (Tag::Int, Tag::Int) => {
                self.guard(a, Tag::Int);
                self.guard_operand(b, Tag::Int);
                self.ints(operator, dst, a, b);
            }
            (x @ (Tag::Int | Tag::Float), y @ (Tag::Int | Tag::Float)) if operator.of_floats().is_some() => {
                self.guard(a, x);
                self.guard_operand(b, y);
                self.floats(operator, dst, a, b);
            }
            _ if operator.of_floats().is_some() => match self.likely(a, b) {
                Some(tag) if tag == Tag::Float || operator != Operator::TrueDiv => self.perhaps(tag, operator, dst, a, b),
                _ => self.binary_by_helper(dst),
            },
            _ => self.binary_by_helper(dst),
        }
    }

    /// Which numbers two operands probably are: floats if one is, else ints. None if it is not worth asking.
    pub fn likely(&self, a: u16, b: Operand) -> Option<Tag> {
        let tags = [self.expected_number(Operand::Register(a))?, self.expected_number(b)?];
        Some(if tags.contains(&Tag::Float) { Tag::Float } else { Tag::Int })
    }

    fn expected_number(&self, operand: Operand) -> Option<Tag> {
        match self.kind(operand) {
            Tag::Float => Some(Tag::Float),
            Tag::Str | Tag::List | Tag::Tuple | Tag::Dict | Tag::Set | Tag::Instance | Tag::Bytes | Tag::BigInt
                if matches!(operand, Operand::Register(register) if self.is_reliable(register)) =>
            {
                None
            }
            _ => Some(Tag::Int),
        }
    }

    fn perhaps(&mut self, tag: Tag, operator: Operator, dst: u16, a: u16, b: Operand) {
        let here = |lowering: &mut Self| match tag {
            Tag::Float => lowering.floats(operator, dst, a, b),
            _ => lowering.ints(operator, dst, a, b),
        };
        self.if_numbers(tag, a, b, here, |lowering| lowering.binary_by_helper(dst));
        self.forget(dst);
    }

    /// Does one thing with two ints or two floats, as `tag` says, and another with anything else, or where the first
    /// would leave: where it is not known what to expect.
    pub fn if_numbers(&mut self, tag: Tag, a: u16, b: Operand, here: impl FnOnce(&mut Self), otherwise: impl FnOnce(&mut Self)) {
        let done = self.body.depth();
        self.body.block();
        let others = self.body.depth();
        self.body.block();
        let before = self.knowledge();
        self.branch_unless(Operand::Register(a), tag, others);
        self.branch_unless(b, tag, others);
        self.on_failure(others, here);
        self.restore(before);
        self.body.branch(done);
        self.body.op(Plain::End);
        otherwise(self);
        self.body.op(Plain::End);
    }

    /// Branches unless the operand is an int or a float, as `tag` says; it is known to be then.
    fn branch_unless(&mut self, operand: Operand, tag: Tag, otherwise: u32) {
        let Operand::Register(register) = operand else { return };
        if !self.is_known(register, tag) {
            self.tag(register);
            self.body.i32(tag as i32);
            self.body.op(Plain::I32Ne);
            self.body.branch_if(otherwise);
            self.learn(register, tag);
        }
    }

    /// What an operand is known or expected to hold.
    pub fn kind(&self, operand: Operand) -> Tag {
        match operand {
            Operand::Register(register) => self.expected(register),
            Operand::Immediate(_) => Tag::Int,
        }
    }

    pub fn guard_operand(&mut self, operand: Operand, tag: Tag) {
        if let Operand::Register(register) = operand {
            self.guard(register, tag);
        }
    }

    pub fn push_int(&mut self, operand: Operand) {
        match operand {
            Operand::Register(register) => self.int(register),
            Operand::Immediate(value) => self.body.i64(value),
        }
    }

    pub fn push_float(&mut self, operand: Operand) {
        match operand {
            Operand::Register(register) => self.float(register),
            Operand::Immediate(value) => self.body.f64(value as f64),
        }
    }

    fn binary_by_helper(&mut self, dst: u16) {
        self.done_by(self.source.helpers.binary);
        self.forget(dst);
    }

    fn negative(&mut self, dst: u16, src: u16) {
        match self.expected(src) {
            Tag::Float => {
                self.guard(src, Tag::Float);
                self.float(src);
                self.body.op(Plain::F64Neg);
                self.define_float(dst);
            }
            Tag::Int => {
                self.guard(src, Tag::Int);
                self.int(src);
                self.body.i64(i64::MIN);
                self.body.op(Plain::I64Eq);
                self.leave_if();
                self.body.i64(0);
                self.int(src);
                self.body.op(Plain::I64Sub);
                self.define_int(dst);
            }
            _ => self.leave_for_now(dst),
        }
    }

    fn invert(&mut self, dst: u16, src: u16) {
        if self.expected(src) != Tag::Int {
            return self.leave_for_now(dst);
        }
        self.guard(src, Tag::Int);
        self.int(src);
        self.body.i64(-1);
        self.body.op(Plain::I64Xor);
        self.define_int(dst);
    }

    /// Leaves, in the middle of a block: what follows is compiled, but never reached.
    fn leave_for_now(&mut self, dst: u16) {
        self.leave();
        self.forget(dst);
    }

    fn floats(&mut self, operator: Operator, dst: u16, a: u16, b: Operand) {
        if operator == Operator::TrueDiv {
            self.push_float(b);
            self.body.f64(0.0);
            self.body.op(Plain::F64Eq);
            self.leave_if();
        }
        self.float(a);
        self.push_float(b);
        self.body.op(operator.of_floats().expect("the operator is one of floats"));
        self.define_float(dst);
    }

    fn ints(&mut self, operator: Operator, dst: u16, a: u16, b: Operand) {
        match operator {
            Operator::Add => self.sum(dst, a, b),
            Operator::Sub => match b {
                Operand::Immediate(value) => self.sum(dst, a, Operand::Immediate(-value)),
                Operand::Register(b) => self.difference(dst, a, b),
            },
            Operator::Mul => self.product(dst, a, b),
            Operator::TrueDiv => self.quotient(dst, a, b),
            Operator::FloorDiv => self.floor(dst, a, b),
            Operator::Mod => self.modulo(dst, a, b),
            Operator::LShift => self.shift_left(dst, a, b),
            Operator::RShift => {
                self.check_shift(b, 64);
                self.simple(Plain::I64ShrS, dst, a, b);
            }
            Operator::And => self.simple(Plain::I64And, dst, a, b),
            Operator::Or => self.simple(Plain::I64Or, dst, a, b),
            Operator::Xor => self.simple(Plain::I64Xor, dst, a, b),
        }
    }

    fn simple(&mut self, op: Plain, dst: u16, a: u16, b: Operand) {
        self.int(a);
        self.push_int(b);
        self.body.op(op);
        self.define_int(dst);
    }

    /// A sum overflows if it is on the other side of both operands.
    fn sum(&mut self, dst: u16, a: u16, b: Operand) {
        self.int(a);
        self.push_int(b);
        self.body.op(Plain::I64Add);
        self.body.set(INT);
        match b {
            Operand::Immediate(value) => {
                self.body.get(INT);
                self.int(a);
                self.body.op(if value >= 0 { Plain::I64LtS } else { Plain::I64GtS });
            }
            Operand::Register(b) => {
                self.int(a);
                self.body.get(INT);
                self.body.op(Plain::I64Xor);
                self.int(b);
                self.body.get(INT);
                self.both_negative();
            }
        }
        self.leave_if();
        self.body.get(INT);
        self.define_int(dst);
    }

    /// A difference overflows if the operands differ in sign and it differs from the first.
    fn difference(&mut self, dst: u16, a: u16, b: u16) {
        self.int(a);
        self.int(b);
        self.body.op(Plain::I64Sub);
        self.body.set(INT);
        self.int(a);
        self.int(b);
        self.body.op(Plain::I64Xor);
        self.int(a);
        self.body.get(INT);
        self.both_negative();
        self.leave_if();
        self.body.get(INT);
        self.define_int(dst);
    }

    /// Of `x, y, z` on the stack: whether both `x` and `y ^ z` are negative.
    fn both_negative(&mut self) {
        self.body.op(Plain::I64Xor);
        self.body.op(Plain::I64And);
        self.body.i64(0);
        self.body.op(Plain::I64LtS);
    }

    /// Products of small enough factors do not overflow; of others the helper knows.
    fn product(&mut self, dst: u16, a: u16, b: Operand) {
        let done = self.body.depth();
        self.body.block();
        let large = self.body.depth();
        self.body.block();
        let bits = match b {
            Operand::Immediate(_) => 46,
            Operand::Register(b) => {
                self.branch_unless_within(b, 31, large);
                31
            }
        };
        self.branch_unless_within(a, bits, large);
        self.int(a);
        self.push_int(b);
        self.body.op(Plain::I64Mul);
        self.define_int(dst);
        self.body.branch(done);
        self.body.op(Plain::End);
        self.done_by(self.source.helpers.binary);
        // The instruction is done: where the result is a big int, the run loop goes on behind it.
        self.tag(dst);
        self.body.i32(Tag::Int as i32);
        self.body.op(Plain::I32Ne);
        self.leave_if_with(self.at as i32 + 1);
        self.learn(dst, Tag::Int);
        self.body.op(Plain::End);
    }

    /// Branches unless the register's int is in `-2**bits..2**bits`.
    fn branch_unless_within(&mut self, register: u16, bits: u32, block: u32) {
        self.int(register);
        self.body.i64(1 << bits);
        self.body.op(Plain::I64Add);
        self.body.i64(2 << bits);
        self.body.op(Plain::I64GeU);
        self.body.branch_if(block);
    }

    fn quotient(&mut self, dst: u16, a: u16, b: Operand) {
        self.leave_unless_exact(Operand::Register(a));
        self.leave_unless_exact(b);
        self.push_int(b);
        self.body.op(Plain::I64Eqz);
        self.leave_if();
        self.float(a);
        self.push_float(b);
        self.body.op(Plain::F64Div);
        self.define_float(dst);
    }

    fn leave_unless_exact(&mut self, operand: Operand) {
        if let Operand::Register(_) = operand {
            self.push_int(operand);
            self.body.i64(EXACT as i64);
            self.body.op(Plain::I64Add);
            self.body.i64(2 * EXACT as i64 + 1);
            self.body.op(Plain::I64GeU);
            self.leave_if();
        }
    }

    fn leave_unless_positive(&mut self, b: Operand) {
        if matches!(b, Operand::Immediate(value) if value > 0) {
            return;
        }
        self.push_int(b);
        self.body.i64(0);
        self.body.op(Plain::I64LeS);
        self.leave_if();
    }

    /// A quotient is rounded down: one less than rounded to 0 where the remainder is negative.
    fn floor(&mut self, dst: u16, a: u16, b: Operand) {
        if let Operand::Immediate(value) = b
            && value > 0
            && value.count_ones() == 1
        {
            return self.simple(Plain::I64ShrS, dst, a, Operand::Immediate(value.trailing_zeros().into()));
        }
        self.leave_unless_positive(b);
        self.int(a);
        self.push_int(b);
        self.body.op(Plain::I64DivS);
        self.body.tee(INT);
        self.int(a);
        self.body.get(INT);
        self.push_int(b);
        self.body.op(Plain::I64Mul);
        self.body.op(Plain::I64Sub);
        self.sign();
        self.body.op(Plain::I64Add);
        self.define_int(dst);
    }

    fn modulo(&mut self, dst: u16, a: u16, b: Operand) {
        if let Operand::Immediate(value) = b
            && value > 0
            && value.count_ones() == 1
        {
            return self.simple(Plain::I64And, dst, a, Operand::Immediate(value - 1));
        }
        self.leave_unless_positive(b);
        self.int(a);
        self.push_int(b);
        self.body.op(Plain::I64RemS);
        self.body.tee(INT);
        self.body.get(INT);
        self.sign();
        self.push_int(b);
        self.body.op(Plain::I64And);
        self.body.op(Plain::I64Add);
        self.define_int(dst);
    }

    /// -1 for the number on the stack if it is negative, else 0.
    fn sign(&mut self) {
        self.body.i64(63);
        self.body.op(Plain::I64ShrS);
    }

    fn check_shift(&mut self, b: Operand, bits: i64) {
        self.push_int(b);
        self.body.i64(bits);
        self.body.op(Plain::I64GeU);
        self.leave_if();
    }

    /// A shift overflows if shifting back does not give the number again.
    fn shift_left(&mut self, dst: u16, a: u16, b: Operand) {
        self.check_shift(b, 63);
        self.int(a);
        self.push_int(b);
        self.body.op(Plain::I64Shl);
        self.body.tee(INT);
        self.push_int(b);
        self.body.op(Plain::I64ShrS);
        self.int(a);
        self.body.op(Plain::I64Ne);
        self.leave_if();
        self.body.get(INT);
        self.define_int(dst);
    }
}
