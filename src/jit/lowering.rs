//! From instructions to a function: what is known of the registers, guards, leaving, and the helpers.
//!
//! Registers are in memory, as for the run loop, and always hold what they hold there. Within a block it is known of
//! some what type of value they hold, and of ints and floats the value is in a local of the function too.

use super::arithmetic::Operand;
use super::blocks::{self, Block};
use super::wasm::{self, Access, Body, Plain, Signature, Type};
use super::{Leave, MIXED, Next, Source};
use crate::bytecode::Op;
use crate::object::{Tag, Value};

/// What is known of a register at a place in the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Nothing,
    /// It holds a value of that type; an int or a float is also in the register's local.
    Type(Tag),
}

/// The locals of a function: its parameters, scratch ones, and one of each type for each register.
pub const VM: u32 = 0;
pub const REGISTERS: u32 = 1;
const BLOCK: u32 = 2;
/// For addresses and answers.
pub const POINTER: u32 = 3;
pub const OTHER: u32 = 4;
/// For calls.
pub const FUNCTION: u32 = 5;
pub const CODE: u32 = 6;
pub const FRAME: u32 = 7;
pub const BASE: u32 = 8;
/// For ints on their way.
pub const INT: u32 = 9;
const FIRST_OF_REGISTERS: u32 = 10;

/// How far the payload of a value is from its tag.
pub const PAYLOAD: u32 = 8;
/// A value takes two to the power of this bytes.
pub const VALUE_BITS: i32 = 4;

/// All functions have one signature: that of the compiled function and of the helpers.
pub const SIGNATURE: u32 = 0;

pub struct Lowering<'a> {
    pub source: &'a Source<'a>,
    blocks: &'a [Block],
    pub body: Body,
    known: Vec<Known>,
    /// What is expected of registers that were written in this block from elsewhere.
    hints: Vec<Tag>,
    /// Where overflow branches to, rather than leave.
    failure: Option<u32>,
    /// The block and the instruction that are being compiled.
    block: usize,
    pub at: usize,
}

/// Whether the instruction is more than left to the run loop.
pub fn is_compiled(op: &Op) -> bool {
    use Op::*;
    !matches!(
        op,
        Watch {} | Trace {} | Unseal {} | Enter { .. } | DeleteLocal { .. } | DeleteCell { .. } | LoadClassCell { .. }
            | DeleteGlobal { .. } | LoadName { .. } | StoreName { .. } | DeleteName { .. } | LoadLocals { .. }
            | LoadBuiltin { .. } | DeleteAttr { .. } | DeleteItem { .. } | Positive { .. } | Yield { .. } | YieldFrom { .. }
            | GetYieldFromIter { .. } | GetAwaitable { .. } | GetAsyncIter { .. } | GetAsyncNext { .. } | AsyncYield { .. }
            | Raise { .. } | RaiseFrom { .. } | RaiseCurrent {} | Reraise { .. } | SplitGroup { .. } | CombineRaised { .. }
            | LoadExcInfo { .. } | ImportName { .. } | ImportFrom { .. } | ImportStar { .. } | MatchMapping { .. }
            | MatchSequence { .. } | MatchKeys { .. } | MatchClass { .. } | GetLen { .. }
    )
}

impl<'a> Lowering<'a> {
    pub fn new(source: &'a Source<'a>, blocks: &'a [Block]) -> Lowering<'a> {
        let known = vec![Known::Nothing; usize::from(source.registers)];
        let hints = vec![Tag::Unbound; usize::from(source.registers)];
        Lowering { source, blocks, body: Body::default(), known, hints, failure: None, block: 0, at: 0 }
    }

    /// The blocks stand one after the other, each inside the blocks that end where a later one begins: forward jumps
    /// branch out of them. Backward jumps and the beginning go through a table.
    pub fn module(mut self) -> Vec<u8> {
        let count = self.blocks.len();
        self.body.begin_loop();
        for _ in 0..count {
            self.body.block();
        }
        self.body.get(BLOCK);
        self.body.branch_table((0..count).map(|block| depth_of(block, count)));
        for block in 0..count {
            self.body.op(Plain::End);
            self.block = block;
            self.lower_block(self.blocks[block]);
        }
        self.body.op(Plain::End);
        self.body.op(Plain::Unreachable);
        let registers = u32::from(self.source.registers);
        let locals = [(6, Type::I32), (1, Type::I64), (registers, Type::I64), (registers, Type::F64)];
        let signature = Signature { parameters: &[Type::I32, Type::I32, Type::I32], result: Type::I32 };
        wasm::module(&[signature], &locals, self.body)
    }

    fn lower_block(&mut self, block: Block) {
        self.known.fill(Known::Nothing);
        self.hints.fill(Tag::Unbound);
        for at in block.start..block.end {
            self.at = at;
            self.lower(self.source.ops[at]);
        }
        // What does not fall through ends the function or branches; the rest is the next block.
    }

    fn lower(&mut self, op: Op) {
        use Op::*;
        match op {
            Nop {} => {}
            Move { dst, src } => self.copy(dst, src),
            LoadConst { dst, index } => self.constant(dst, self.source.constants[usize::from(index)]),
            LoadInt { dst, value } => self.constant(dst, Value::Int(value.into())),
            LoadNone { dst } => self.constant(dst, Value::None),
            LoadTrue { dst } => self.constant(dst, Value::Bool(true)),
            LoadFalse { dst } => self.constant(dst, Value::Bool(false)),
            Clear { dst } => self.constant(dst, Value::Unbound),
            CheckBound { src, .. } => match self.known[usize::from(src)] {
                Known::Type(Tag::Unbound) => self.leave(),
                Known::Type(_) => {}
                Known::Nothing => {
                    self.tag(src);
                    self.body.op(Plain::I32Eqz);
                    self.leave_if();
                }
            },
            Negative { .. } | Invert { .. } | Add { .. } | Sub { .. } | Mul { .. } | TrueDiv { .. } | FloorDiv { .. } | Mod { .. }
            | Pow { .. } | LShift { .. } | RShift { .. } | BitAnd { .. } | BitOr { .. } | BitXor { .. } | IAdd { .. }
            | ISub { .. } | IMul { .. } | MatMul { .. } | IMatMul { .. } | ITrueDiv { .. } | IFloorDiv { .. } | IMod { .. } | IPow { .. } | ILShift { .. }
            | IRShift { .. } | IBitAnd { .. } | IBitOr { .. } | IBitXor { .. } | AddImm { .. } | SubImm { .. } | MulImm { .. }
            | FloorDivImm { .. } | ModImm { .. } | IAddImm { .. } | ISubImm { .. } => self.arithmetic(op),
            Not { dst, src } => self.negation(dst, src),
            Lt { .. } | Le { .. } | Gt { .. } | Ge { .. } | Eq { .. } | Ne { .. } | Is { .. } | IsNot { .. } | In { .. } | NotIn { .. }
            | Jump { .. } | JumpIfTrue { .. } | JumpIfFalse { .. } | JumpIfNone { .. } | JumpIfNotNone { .. }
            | JumpIfBound { .. } | JumpIfLt { .. } | JumpIfLe { .. } | JumpIfGt { .. } | JumpIfGe { .. } | JumpIfEq { .. }
            | JumpIfNe { .. } | JumpIfNotLt { .. } | JumpIfNotLe { .. } | JumpIfNotGt { .. } | JumpIfNotGe { .. }
            | JumpIfNotEq { .. } | JumpIfNotNe { .. } | JumpIfLtImm { .. } | JumpIfLeImm { .. } | JumpIfGtImm { .. }
            | JumpIfGeImm { .. } | JumpIfEqImm { .. } | JumpIfNeImm { .. } | JumpIfNotLtImm { .. } | JumpIfNotLeImm { .. }
            | JumpIfNotGtImm { .. } | JumpIfNotGeImm { .. } | JumpIfNotEqImm { .. } | JumpIfNotNeImm { .. } | JumpIfIs { .. }
            | JumpIfIsNot { .. } | JumpIfIn { .. } | JumpIfNotIn { .. } => self.comparison(op),
            LoadGlobal { dst, site } => self.load_global(dst, site),
            StoreGlobal { src, site } => self.store_global(src, site),
            LoadAttr { dst, obj, site } => self.load_attribute(dst, obj, site),
            StoreAttr { obj, src, site } => self.store_attribute(obj, src, site),
            LoadMethod { f, obj, site } => self.load_method(f, obj, site),
            LoadItem { dst, obj, key } => self.load_item(dst, obj, Operand::Register(key)),
            LoadItemImm { dst, obj, index } => self.load_item(dst, obj, Operand::Immediate(index.into())),
            StoreItem { obj, key, src } => self.store_item(obj, key, src),
            ForNext { iter, dst, .. } => self.for_next(iter, dst),
            Call { f, argc, dst } => self.call(f, argc, dst, false),
            CallMethod { f, argc, dst } => self.call(f, argc, dst, true),
            Return { src } => self.give_back(Some(src)),
            ReturnNone {} => self.give_back(None),
            UnpackSequence { base, count, .. } => {
                self.done_by(self.source.helpers.other);
                (base..base + count).for_each(|register| self.forget(register));
            }
            MakeCell { reg: dst } | LoadClosure { dst, .. } | LoadCell { dst, .. } | BuildSlice { dst, .. } | GetIter { dst, .. }
            | BuildTuple { dst, .. } | BuildList { dst, .. } | BuildString { dst, .. } | ListToTuple { dst, .. }
            | FormatSimple { dst, .. } | MakeClosure { dst, .. } | LoadSuperAttr { dst, .. } | BuildSet { dst, .. }
            | BuildDict { dst, .. } | StarArgument { dst, .. } | FormatSpec { dst, .. } | Convert { dst, .. }
            | MakeFunction { dst, .. } | MatchException { dst, .. } | CallKeywords { f: dst, .. } | CallUnpacked { dst, .. }
            | PushHandled { saved: dst, .. } => {
                self.done_by(self.source.helpers.other);
                self.forget(dst);
            }
            LoadSuperMethod { f, .. } | LoadSpecial { f, .. } => {
                self.done_by(self.source.helpers.other);
                self.forget(f);
                self.forget(f + 1);
            }
            UnpackStar { base, counts, .. } => {
                self.done_by(self.source.helpers.other);
                (base..=base + (counts >> 8) + (counts & 255)).for_each(|register| self.forget(register));
            }
            ListAppend { list, src } => self.append(list, src),
            StoreCell { .. } | SetAdd { .. } | ListExtend { .. } | SetUpdate { .. } | DictUpdate { .. }
            | DictMerge { .. } | PopHandled { .. } => self.done_by(self.source.helpers.other),
            DictAdd { .. } => self.done_by(self.source.helpers.store_item),
            _ => {
                debug_assert!(!is_compiled(&op), "{op:?} is compiled");
                self.leave();
                self.body.op(Plain::Unreachable);
            }
        }
    }

    // Leaving.

    /// Lets the run loop go on with this instruction.
    pub fn leave(&mut self) {
        self.leave_with(self.at as i32);
    }

    pub fn leave_with(&mut self, answer: i32) {
        self.body.i32(answer);
        self.body.op(Plain::Return);
    }

    /// Leaves, or does what is done on failure, if the number on the stack is not 0.
    pub fn leave_if(&mut self) {
        match self.failure {
            Some(block) => self.body.branch_if(block),
            None => self.leave_if_with(self.at as i32),
        }
    }

    /// What would leave in `act` branches to the block instead.
    pub fn on_failure(&mut self, block: u32, act: impl FnOnce(&mut Self)) {
        let before = self.failure.replace(block);
        act(self);
        self.failure = before;
    }

    /// The same, as something was not what was expected.
    pub fn surprised_if(&mut self) {
        self.leave_if_with(self.at as i32 | Leave::SURPRISED);
    }

    pub fn leave_if_with(&mut self, answer: i32) {
        self.body.begin_if();
        self.leave_with(answer);
        self.body.op(Plain::End);
    }

    /// The answer of a helper that may leave in its own way is on the stack: 1 goes on.
    pub fn leave_unless_done(&mut self) {
        self.body.tee(POINTER);
        self.body.i32(1);
        self.body.op(Plain::I32Ne);
        self.body.begin_if();
        self.body.get(POINTER);
        self.body.op(Plain::I32Eqz);
        self.leave_if();
        self.body.get(POINTER);
        self.body.op(Plain::Return);
        self.body.op(Plain::End);
    }

    // Helpers.

    /// Calls a helper for this instruction; its answer is on the stack.
    pub fn help(&mut self, helper: u32) {
        self.body.get(VM);
        self.body.get(REGISTERS);
        // Instructions stay where they are as long as their code lives.
        let address = &raw const self.source.ops[self.at];
        self.body.i32(address as usize as i32);
        self.body.i32(helper as i32);
        self.body.call_indirect(SIGNATURE);
    }

    /// Lets a helper do this instruction, or leaves.
    pub fn done_by(&mut self, helper: u32) {
        self.help(helper);
        self.leave_unless_done();
    }

    /// Lets a helper answer a question: 0 or 1 on the stack; or leaves.
    pub fn answered_by(&mut self, helper: u32) {
        self.help(helper);
        self.body.tee(POINTER);
        self.body.i32(Next::PAIR);
        self.body.op(Plain::I32Eq);
        self.leave_if();
        self.body.get(POINTER);
    }

    // Jumps.

    /// Goes to an instruction that a block begins with.
    pub fn go_to(&mut self, target: usize) {
        let block = self.blocks.binary_search_by_key(&target, |block| block.start).expect("jumps go to where blocks begin");
        if block > self.block {
            self.body.branch(depth_of(block, self.blocks.len()));
        } else {
            self.body.i32(block as i32);
            self.body.set(BLOCK);
            self.body.branch(0);
        }
    }

    /// Goes where the instruction jumps to; what the jump costs is paid, or the run loop pays it.
    pub fn jump(&mut self) {
        let target = blocks::target(self.source.ops, self.at).expect("the instruction jumps");
        if target <= self.at {
            self.pay();
        }
        self.go_to(target);
    }

    /// The same if the number on the stack is not 0, or is 0.
    pub fn jump_if(&mut self, when: bool) {
        if !when {
            self.body.op(Plain::I32Eqz);
        }
        self.body.begin_if();
        self.jump();
        self.body.op(Plain::End);
    }

    /// Charges the fuel for a backward jump. Where a safe point is due, the run loop executes the instruction.
    pub fn pay(&mut self) {
        self.pause_is_due();
        self.leave_if();
        self.charge();
    }

    /// Pushes 1 if a safe point is due once the fuel is charged, else 0.
    pub fn pause_is_due(&mut self) {
        let vm = self.source.vm;
        self.body.get(VM);
        self.body.access(Access::I64Load, vm.fuel);
        self.body.i64(1);
        self.body.op(Plain::I64LtS);
        self.body.get(VM);
        self.body.access(Access::I32Load, vm.allocated);
        self.body.get(VM);
        self.body.access(Access::I32Load, vm.threshold);
        self.body.op(Plain::I32GeU);
        self.body.op(Plain::I32Or);
    }

    pub fn charge(&mut self) {
        let vm = self.source.vm;
        self.body.get(VM);
        self.body.get(VM);
        self.body.access(Access::I64Load, vm.fuel);
        self.body.i64(1);
        self.body.op(Plain::I64Sub);
        self.body.access(Access::I64Store, vm.fuel);
    }

    // Registers.

    /// What is known, to come back to where branches meet.
    pub fn knowledge(&self) -> Vec<Known> {
        self.known.clone()
    }

    pub fn restore(&mut self, known: Vec<Known>) {
        self.known = known;
    }

    pub fn is_known(&self, register: u16, tag: Tag) -> bool {
        self.known[usize::from(register)] == Known::Type(tag)
    }

    /// What the register is known or expected to hold.
    pub fn expected(&self, register: u16) -> Tag {
        let (hint, expected) = (self.hints[usize::from(register)], self.source.expected[usize::from(register)]);
        match self.known[usize::from(register)] {
            Known::Type(tag) => tag,
            Known::Nothing if hint != Tag::Unbound && expected != MIXED => hint,
            Known::Nothing => expected,
        }
    }

    /// Whether there is reason to believe in what is expected: registers that are no variables are used for many things.
    pub fn is_reliable(&self, register: u16) -> bool {
        let at = usize::from(register);
        register < self.source.locals || self.known[at] != Known::Nothing || self.hints[at] != Tag::Unbound
    }

    /// Makes sure that the register holds such a value; leaves if it does not.
    pub fn guard(&mut self, register: u16, tag: Tag) {
        if self.known[usize::from(register)] == Known::Type(tag) {
            return;
        }
        self.tag(register);
        self.body.i32(tag as i32);
        self.body.op(Plain::I32Ne);
        self.surprised_if();
        self.learn(register, tag);
    }

    /// The register is known to hold such a value from now on.
    pub fn learn(&mut self, register: u16, tag: Tag) {
        match tag {
            Tag::Int => {
                self.load(register, Access::I64Load);
                self.body.set(self.int_local(register));
            }
            Tag::Float => {
                self.load(register, Access::F64Load);
                self.body.set(self.float_local(register));
            }
            _ => {}
        }
        self.known[usize::from(register)] = Known::Type(tag);
    }

    pub fn forget(&mut self, register: u16) {
        self.known[usize::from(register)] = Known::Nothing;
        self.hints[usize::from(register)] = Tag::Unbound;
    }

    /// The register probably holds a value of that type.
    pub fn hint(&mut self, register: u16, tag: Tag) {
        self.hints[usize::from(register)] = tag;
    }

    /// Pushes the tag of a register.
    pub fn tag(&mut self, register: u16) {
        self.body.get(REGISTERS);
        self.body.access(Access::I32Load, offset(register));
    }

    /// Pushes the payload of a register.
    pub fn load(&mut self, register: u16, access: Access) {
        self.body.get(REGISTERS);
        self.body.access(access, offset(register) + PAYLOAD);
    }

    /// Pushes the int that a register is known to hold.
    pub fn int(&mut self, register: u16) {
        debug_assert_eq!(self.known[usize::from(register)], Known::Type(Tag::Int));
        self.body.get(self.int_local(register));
    }

    /// Pushes the float that a register is known to hold, or its int as a float.
    pub fn float(&mut self, register: u16) {
        match self.known[usize::from(register)] {
            Known::Type(Tag::Int) => {
                self.body.get(self.int_local(register));
                self.body.op(Plain::F64ConvertI64S);
            }
            _ => self.body.get(self.float_local(register)),
        }
    }

    fn int_local(&self, register: u16) -> u32 {
        FIRST_OF_REGISTERS + u32::from(register)
    }

    fn float_local(&self, register: u16) -> u32 {
        FIRST_OF_REGISTERS + u32::from(self.source.registers) + u32::from(register)
    }

    /// Stores the int on the stack in a register.
    pub fn define_int(&mut self, register: u16) {
        let local = self.int_local(register);
        self.body.set(local);
        self.body.get(REGISTERS);
        self.body.get(local);
        self.body.access(Access::I64Store, offset(register) + PAYLOAD);
        self.set_tag(register, Tag::Int);
    }

    /// Stores the float on the stack in a register.
    pub fn define_float(&mut self, register: u16) {
        let local = self.float_local(register);
        self.body.set(local);
        self.body.get(REGISTERS);
        self.body.get(local);
        self.body.access(Access::F64Store, offset(register) + PAYLOAD);
        self.set_tag(register, Tag::Float);
    }

    /// Stores the 0 or 1 on the stack in a register, as a bool.
    pub fn define_bool(&mut self, register: u16) {
        self.body.set(POINTER);
        self.body.get(REGISTERS);
        self.body.get(POINTER);
        self.body.op(Plain::I64ExtendI32U);
        self.body.access(Access::I64Store, offset(register) + PAYLOAD);
        self.set_tag(register, Tag::Bool);
    }

    /// Stores the value at `offset` of the address in `POINTER` in a register.
    pub fn define_from(&mut self, register: u16, from: u32) {
        for word in [0, PAYLOAD] {
            self.body.get(REGISTERS);
            self.body.get(POINTER);
            self.body.access(Access::I64Load, from + word);
            self.body.access(Access::I64Store, offset(register) + word);
        }
        self.forget(register);
    }

    /// Stores a register at `offset` of the address in `POINTER`.
    pub fn store_to(&mut self, register: u16, to: u32) {
        for word in [0, PAYLOAD] {
            self.body.get(POINTER);
            self.body.get(REGISTERS);
            self.body.access(Access::I64Load, offset(register) + word);
            self.body.access(Access::I64Store, to + word);
        }
    }

    pub fn constant(&mut self, register: u16, value: Value) {
        match value {
            Value::Int(int) => {
                self.body.i64(int);
                self.define_int(register);
            }
            Value::Float(float) => {
                self.body.f64(float);
                self.define_float(register);
            }
            _ => {
                if value.has_payload() {
                    self.body.get(REGISTERS);
                    self.body.i64(value.payload() as i64);
                    self.body.access(Access::I64Store, offset(register) + PAYLOAD);
                }
                self.set_tag(register, value.tag());
            }
        }
    }

    pub fn copy(&mut self, dst: u16, src: u16) {
        match self.known[usize::from(src)] {
            Known::Type(Tag::Int) => {
                self.int(src);
                self.define_int(dst);
            }
            Known::Type(Tag::Float) => {
                self.float(src);
                self.define_float(dst);
            }
            known => {
                for word in [0, PAYLOAD] {
                    self.body.get(REGISTERS);
                    self.body.get(REGISTERS);
                    self.body.access(Access::I64Load, offset(src) + word);
                    self.body.access(Access::I64Store, offset(dst) + word);
                }
                self.known[usize::from(dst)] = known;
            }
        }
        self.hints[usize::from(dst)] = self.hints[usize::from(src)];
    }

    fn set_tag(&mut self, register: u16, tag: Tag) {
        let known = &mut self.known[usize::from(register)];
        if *known != Known::Type(tag) {
            *known = Known::Type(tag);
            self.body.get(REGISTERS);
            self.body.i64(tag as i64);
            self.body.access(Access::I64Store, offset(register));
        }
    }
}

/// How many blocks are open where that block is opened.
fn depth_of(block: usize, count: usize) -> u32 {
    (count - block) as u32
}

/// Where a register is, from the first one.
pub fn offset(register: u16) -> u32 {
    u32::from(register) << VALUE_BITS
}
