//! The border between the run loop and compiled functions: how one is entered, and what it calls.
//!
//! SAFETY, for the whole file: a function is entered with this VM, the registers of the frame on top, and the number of a
//! block of the code that the frame runs; it is one that `jit` has made of that code, so it calls helpers with those and
//! with an instruction of the code, and the verifier's word for the run loop (see `run`) holds for it, too. While a
//! function runs, the loop that has entered it waits, so the VM is borrowed once at a time.

use crate::bytecode::Op;
use crate::jit::{Helpers, Leave};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Frame;
use crate::vm::native::Escape;

/// A compiled function: see `jit`. SAFETY of calling one: see the file's argument.
type Compiled = unsafe extern "C" fn(*mut Vm, *mut Value, u32) -> i32;

/// Where to begin.
#[derive(Clone, Copy)]
struct Entry {
    function: u32,
    registers: *mut Value,
    block: u16,
}

/// The registers of the frame on top.
#[derive(Clone, Copy)]
pub(super) struct Registers(pub(super) *mut Value);

impl Registers {
    #[inline(always)]
    pub(super) fn get(self, register: u16) -> Value {
        // SAFETY: see the file's argument.
        unsafe { *self.0.add(usize::from(register)) }
    }

    #[inline(always)]
    pub(super) fn set(self, register: u16, value: Value) {
        // SAFETY: see the file's argument.
        unsafe { *self.0.add(usize::from(register)) = value }
    }

    /// Stores the value, if there is one; returns whether there is.
    #[inline(always)]
    pub(super) fn set_some(self, register: u16, value: Option<Value>) -> i32 {
        match value {
            Some(value) => {
                self.set(register, value);
                DONE
            }
            None => LEFT,
        }
    }
}

/// The instruction is done, or the run loop has to do it.
pub(super) const DONE: i32 = 1;
pub(super) const LEFT: i32 = 0;
/// What a helper answers to a question that the run loop has to answer.
pub(super) const UNKNOWN: i32 = 2;

/// The helpers, each a function of the VM, the registers and an instruction.
macro_rules! helpers {
    ($($name:ident => $inner:ident;)*) => {
        $(
            // SAFETY of calling it: see the file's argument.
            unsafe extern "C" fn $name(vm: *mut Vm, registers: *mut Value, op: *const Op) -> i32 {
                // SAFETY: see the file's argument.
                let (vm, at) = unsafe { (&mut *vm, &*op) };
                vm.$inner(Registers(registers), at)
            }
        )*

        /// Where they are in the table of functions.
        pub(in crate::vm) fn helpers() -> Helpers {
            Helpers { $( $name: $name as *const () as usize as u32, )* }
        }
    };
}

helpers! {
    binary => help_binary;
    load_item => help_load_item;
    store_item => help_store_item;
    load_attribute => help_load_attribute;
    store_attribute => help_store_attribute;
    load_method => help_load_method;
    load_global => help_load_global;
    other => help_otherwise;
    compare => help_compare;
    truth => help_truth;
    contains => help_contains;
    identical => help_identical;
    next => help_next;
    call => help_call;
    give_back => help_give_back;
}

impl Vm {
    /// Runs the frame's code from the beginning of a block in its compiled function, if it has one for the frame's
    /// globals, and goes on in those of other frames. What that returns is described at [`Leave`].
    #[inline(never)]
    pub(super) fn enter_compiled(&mut self, code: Ref<Code>, registers: *mut Value, block: u16) -> Option<i32> {
        self.tiering.set_down(&mut self.heap);
        let last = self.thread.frames.len() - 1;
        let function = self.function_for(code, self.thread.frames[last].function)?;
        let mut entry = Entry { function, registers, block };
        loop {
            // SAFETY: the index is that of a function of this signature, which was put in the table for this code.
            let function = unsafe { std::mem::transmute::<usize, Compiled>(entry.function as usize) };
            // SAFETY: see the file's argument.
            let answer = unsafe { function(self, entry.registers, entry.block.into()) };
            if answer != Leave::GO_ON {
                return Some(answer);
            }
            entry = match self.entry_of_top() {
                Some(entry) => entry,
                None => return Some(Leave::RELOAD),
            };
        }
    }

    /// The compiled function of a code, if it has one for the globals of this function.
    #[inline(always)]
    fn function_for(&self, code: Ref<Code>, function: Ref<Function>) -> Option<u32> {
        let Tier { function: index, globals, .. } = self.heap[code].tier;
        (index != 0 && self.heap[function].globals.address() == globals).then_some(index)
    }

    /// Where the frame on top goes on in a compiled function.
    #[inline(always)]
    fn entry_of_top(&mut self) -> Option<Entry> {
        let Frame { code, function, base, pc, .. } = *self.thread.frames.last()?;
        let function = self.function_for(code, function)?;
        let Op::Enter { block } = *self.heap[code].ops.get(pc as usize)? else { return None };
        // SAFETY: the window of a frame is on the stack.
        let registers = unsafe { self.thread.stack.as_mut_ptr().add(base as usize) };
        Some(Entry { function, registers, block })
    }

    /// Notes that the frame on top has come to this instruction.
    pub(super) fn come_to(&mut self, op: &Op) {
        let last = self.thread.frames.len() - 1;
        let frame = &mut self.thread.frames[last];
        let first = self.heap[frame.code].unit.ops.as_ptr();
        frame.pc = ((&raw const *op as usize - first as usize) / size_of::<Op>()) as u32 + 1;
    }

    pub(super) fn running_code(&self) -> Ref<Code> {
        self.frame().code
    }

    /// How a function leaves after a step that may have pushed a frame.
    pub(super) fn leave_after(&mut self, step: Result<(), Escape>) -> i32 {
        match step {
            Ok(()) => Leave::GO_ON,
            Err(escape) => {
                self.escape = Some(escape);
                Leave::ESCAPE
            }
        }
    }

    /// Does what may call Python or raise. Where no frame has come or gone, the function goes on.
    pub(super) fn in_step(&mut self, at: &Op, act: impl FnOnce(&mut Vm) -> Result<(), Escape>) -> i32 {
        self.come_to(at);
        let before = self.here();
        let step = act(self);
        if step.is_ok() && self.here() == before {
            return DONE;
        }
        self.leave_after(step)
    }

    /// What tells whether the frame on top is the same, at the same instruction and with its registers where they were.
    fn here(&self) -> (usize, Option<u32>, *const Value) {
        let frames = &self.thread.frames;
        (frames.len(), frames.last().map(|frame| frame.pc), self.thread.stack.as_ptr())
    }

    /// The same as [`Vm::leave_after`] where a safe point follows.
    pub(super) fn leave_at_safe_point(&mut self, step: Result<(), Escape>) -> i32 {
        self.fuel -= 1;
        match self.leave_after(step) {
            Leave::GO_ON if self.fuel < 0 || self.heap.wants_collection() => Leave::PAUSE,
            leave => leave,
        }
    }
}
