//! Calls of Python functions and their ends: frames come and go without the run loop, and one function branches to the
//! other. Nothing stays on the engine's stack.
//!
//! What is done here is what the run loop does: see `Vm::push_in_place` and the instruction `Return`.

use super::lowering::{BASE, CODE, FRAME, FUNCTION, Lowering, OTHER, POINTER, REGISTERS, SIGNATURE, VALUE_BITS, VM, offset};
use super::wasm::{Access, Plain};
use super::Leave;
use crate::bytecode::Op;
use crate::object::Tag;

impl Lowering<'_> {
    /// A call; `bound` if self is expected to precede the arguments.
    pub fn call(&mut self, f: u16, argc: u16, dst: u16, method: bool) {
        let bound = method && self.source.expected[usize::from(f + 1)] != Tag::Unbound;
        if self.source.branches_on && self.expected(f) == Tag::Function {
            let slow = self.body.depth();
            self.body.block();
            if method {
                // Unbound is 0.
                self.tag(f + 1);
                if bound {
                    self.body.op(Plain::I32Eqz);
                }
                self.body.branch_if(slow);
            }
            let bound = u16::from(bound);
            self.call_function(f, f + 2 - bound, argc + bound, dst, slow);
            self.body.op(Plain::End);
        }
        self.help(self.source.helpers.call);
        self.leave_unless_done();
        self.forget(dst);
    }

    fn call_function(&mut self, f: u16, first: u16, count: u16, dst: u16, slow: u32) {
        let (function, code) = (self.source.offsets.function, self.source.offsets.code);
        self.tag(f);
        self.body.i32(Tag::Function as i32);
        self.body.op(Plain::I32Ne);
        self.body.branch_if(slow);
        self.load(f, Access::I32Load);
        self.body.tee(FUNCTION);
        self.body.access(Access::I32Load, function.code);
        self.body.tee(CODE);
        self.body.access(Access::I32Load16U, code.simple_arity);
        self.body.i32(count.into());
        self.body.op(Plain::I32Ne);
        self.body.branch_if(slow);
        self.check_compiled(slow);
        self.make_room(first, slow);
        self.push_frame(dst);
        self.unbind_locals(first, count);
        self.charge_call();
        self.body.i32(0);
        self.branch_on();
    }

    /// Branches unless `CODE` has a compiled function for the globals of `FUNCTION`.
    fn check_compiled(&mut self, otherwise: u32) {
        let (function, code) = (self.source.offsets.function, self.source.offsets.code);
        self.body.get(CODE);
        self.body.access(Access::I32Load, code.tier_function);
        self.body.op(Plain::I32Eqz);
        self.body.get(CODE);
        self.body.access(Access::I32Load, code.tier_globals);
        self.body.get(FUNCTION);
        self.body.access(Access::I32Load, function.globals);
        self.body.op(Plain::I32Ne);
        self.body.op(Plain::I32Or);
        self.body.branch_if(otherwise);
    }

    /// Branches unless there is room for the window and the frame; the window's place is in `BASE`, the number of frames in
    /// `OTHER`.
    fn make_room(&mut self, first: u16, slow: u32) {
        let vm = self.source.vm;
        self.body.get(REGISTERS);
        self.body.get(VM);
        self.body.access(Access::I32Load, vm.stack.items);
        self.body.op(Plain::I32Sub);
        self.body.i32(VALUE_BITS);
        self.body.op(Plain::I32ShrU);
        self.body.i32(first.into());
        self.body.op(Plain::I32Add);
        self.body.tee(BASE);
        self.body.get(CODE);
        self.body.access(Access::I32Load16U, self.source.offsets.code.registers);
        self.body.op(Plain::I32Add);
        self.body.get(VM);
        self.body.access(Access::I32Load, vm.stack.len);
        self.body.op(Plain::I32GtU);
        self.body.get(VM);
        self.body.access(Access::I32Load, vm.frames.len);
        self.body.tee(OTHER);
        self.body.get(VM);
        self.body.access(Access::I32Load, vm.frames.capacity);
        self.body.op(Plain::I32GeU);
        self.body.op(Plain::I32Or);
        self.body.get(OTHER);
        self.body.get(VM);
        self.body.access(Access::I32Load, vm.recursion_limit);
        self.body.op(Plain::I32GeU);
        self.body.op(Plain::I32Or);
        self.body.branch_if(slow);
    }

    /// The new frame follows the one on top, which `FRAME` points to.
    fn push_frame(&mut self, dst: u16) {
        let (vm, frame) = (self.source.vm, self.source.vm.frame);
        self.point_to_frame(1);
        self.body.get(FRAME);
        self.body.i32(self.at as i32 + 1);
        self.body.access(Access::I32Store, frame.pc);
        for (field, local) in [(frame.code, CODE), (frame.function, FUNCTION), (frame.base, BASE)] {
            self.body.get(FRAME);
            self.body.get(local);
            self.body.access(Access::I32Store, frame.size + field);
        }
        for field in [frame.pc, frame.then, frame.generator] {
            self.body.get(FRAME);
            self.body.i32(0);
            self.body.access(Access::I32Store, frame.size + field);
        }
        self.body.get(FRAME);
        self.body.i32(dst.into());
        self.body.access(Access::I32Store16, frame.size + frame.then_register);
        self.body.get(FRAME);
        self.body.i64(Tag::Unbound as i64);
        self.body.access(Access::I64Store, frame.size + frame.namespace);
        self.body.get(VM);
        self.body.get(OTHER);
        self.body.i32(1);
        self.body.op(Plain::I32Add);
        self.body.access(Access::I32Store, vm.frames.len);
    }

    /// Points `FRAME` to the frame that is so many below the number in `OTHER`.
    fn point_to_frame(&mut self, below: i32) {
        let vm = self.source.vm;
        self.body.get(VM);
        self.body.access(Access::I32Load, vm.frames.items);
        self.body.get(OTHER);
        self.body.i32(below);
        self.body.op(Plain::I32Sub);
        self.body.i32(vm.frame.size as i32);
        self.body.op(Plain::I32Mul);
        self.body.op(Plain::I32Add);
        self.body.set(FRAME);
    }

    /// The new window is in `POINTER` from now on; its locals beyond the arguments are unbound.
    fn unbind_locals(&mut self, first: u16, count: u16) {
        let (at, end) = (OTHER, FRAME);
        self.body.get(REGISTERS);
        self.body.i32(offset(first) as i32);
        self.body.op(Plain::I32Add);
        self.body.tee(POINTER);
        self.body.i32(offset(count) as i32);
        self.body.op(Plain::I32Add);
        self.body.set(at);
        self.body.get(POINTER);
        self.body.get(CODE);
        self.body.access(Access::I32Load16U, self.source.offsets.code.locals);
        self.body.i32(VALUE_BITS);
        self.body.op(Plain::I32Shl);
        self.body.op(Plain::I32Add);
        self.body.set(end);
        let done = self.body.depth();
        self.body.block();
        let again = self.body.depth();
        self.body.begin_loop();
        self.body.get(at);
        self.body.get(end);
        self.body.op(Plain::I32GeU);
        self.body.branch_if(done);
        self.body.get(at);
        self.body.i64(Tag::Unbound as i64);
        self.body.access(Access::I64Store, 0);
        self.body.get(at);
        self.body.i32(1 << VALUE_BITS);
        self.body.op(Plain::I32Add);
        self.body.set(at);
        self.body.branch(again);
        self.body.op(Plain::End);
        self.body.op(Plain::End);
    }

    /// A call is a safe point, in the frame that was pushed.
    fn charge_call(&mut self) {
        self.pause_is_due();
        self.charge();
        self.leave_if_with(Leave::PAUSE);
    }

    /// Goes on in the function of `CODE`, with the registers at `POINTER`; the block is on the stack.
    fn branch_on(&mut self) {
        self.body.set(OTHER);
        self.body.get(VM);
        self.body.get(POINTER);
        self.body.get(OTHER);
        self.body.get(CODE);
        self.body.access(Access::I32Load, self.source.offsets.code.tier_function);
        self.body.return_call_indirect(SIGNATURE);
    }

    /// The end of a call, in the frame that has made it.
    pub fn give_back(&mut self, value: Option<u16>) {
        if self.source.branches_on {
            let slow = self.body.depth();
            self.body.block();
            self.return_to_caller(value, slow);
            self.body.op(Plain::End);
        }
        self.help(self.source.helpers.give_back);
        self.leave_unless_done();
        self.body.op(Plain::Unreachable);
    }

    fn return_to_caller(&mut self, value: Option<u16>, slow: u32) {
        let (vm, frame) = (self.source.vm, self.source.vm.frame);
        self.body.get(VM);
        self.body.access(Access::I32Load, vm.frames.len);
        self.body.set(OTHER);
        self.point_to_frame(2);
        // Only of a frame whose result goes to a register there is a caller below.
        for field in [frame.generator, frame.then] {
            self.body.get(FRAME);
            self.body.access(Access::I32Load, frame.size + field);
        }
        self.body.op(Plain::I32Or);
        self.body.branch_if(slow);
        self.body.get(VM);
        self.body.get(OTHER);
        self.body.i32(1);
        self.body.op(Plain::I32Sub);
        self.body.access(Access::I32Store, vm.frames.len);
        self.body.get(VM);
        self.body.access(Access::I32Load, vm.stack.items);
        self.body.get(FRAME);
        self.body.access(Access::I32Load, frame.base);
        self.body.i32(VALUE_BITS);
        self.body.op(Plain::I32Shl);
        self.body.op(Plain::I32Add);
        self.body.tee(BASE);
        self.body.get(FRAME);
        self.body.access(Access::I32Load16U, frame.size + frame.then_register);
        self.body.i32(VALUE_BITS);
        self.body.op(Plain::I32Shl);
        self.body.op(Plain::I32Add);
        self.body.set(POINTER);
        match value {
            Some(register) => self.store_to(register, 0),
            None => {
                self.body.get(POINTER);
                self.body.i64(Tag::None as i64);
                self.body.access(Access::I64Store, 0);
            }
        }
        self.body.get(BASE);
        self.body.set(POINTER);
        self.go_on_in_caller();
    }

    fn go_on_in_caller(&mut self) {
        let (frame, code) = (self.source.vm.frame, self.source.offsets.code);
        let interpreted = self.body.depth();
        self.body.block();
        self.body.get(FRAME);
        self.body.access(Access::I32Load, frame.code);
        self.body.set(CODE);
        self.body.get(FRAME);
        self.body.access(Access::I32Load, frame.function);
        self.body.set(FUNCTION);
        self.check_compiled(interpreted);
        self.body.get(CODE);
        self.body.access(Access::I32Load, code.tier_ops);
        self.body.get(FRAME);
        self.body.access(Access::I32Load, frame.pc);
        self.body.i32(size_of::<Op>().trailing_zeros() as i32);
        self.body.op(Plain::I32Shl);
        self.body.op(Plain::I32Add);
        self.body.tee(OTHER);
        self.body.access(Access::I32Load16U, 0);
        self.body.i32(Op::Enter { block: 0 }.number().into());
        self.body.op(Plain::I32Ne);
        self.body.branch_if(interpreted);
        self.body.get(OTHER);
        self.body.access(Access::I32Load16U, 2);
        self.branch_on();
        self.body.op(Plain::End);
        self.leave_with(Leave::RELOAD);
    }
}
