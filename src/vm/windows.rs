//! The register stack's windows: what a frame is pushed with.

use crate::bytecode::CodeKind;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::{Frame, Then};
use crate::vm::native::Escape;
use crate::vm::registers::copy_few;

impl Vm {
    /// Pushes the frame of a call whose arguments are in place at `base`; there may be stale values
    /// in its other registers.
    #[inline(always)]
    pub(super) fn push_frame(
        &mut self,
        function: Ref<Function>,
        code: Ref<Code>,
        base: u32,
        registers: u16,
        then: Then,
    ) -> Result<(), Escape> {
        self.push(Frame { code, function, base, pc: 0, then, generator: None, namespace: Value::Unbound }, registers)
    }

    /// Pushes a frame with a window of `registers`.
    #[inline(always)]
    pub(super) fn push(&mut self, frame: Frame, registers: u16) -> Result<(), Escape> {
        let needed = frame.base as usize + registers as usize;
        if needed > self.thread.stack.len() || self.thread.frames.len() >= self.stdlib.recursion_limit {
            self.grow_stack(needed)?;
        }
        self.thread.frames.push(frame);
        Ok(())
    }

    /// Pushes a frame with its first registers given; the other locals are unbound.
    pub(super) fn push_call(
        &mut self,
        function: Ref<Function>,
        registers: &[Value],
        then: Then,
    ) -> Result<&mut Frame, Escape> {
        let code = self.heap[function].code;
        debug_assert_ne!(self.heap[code].unit.kind, CodeKind::Generator, "a generator is made, not called");
        self.push_window(function, code, registers, then)
    }

    /// Pushes the frame of a function of which `count` arguments are in the top frame's registers from `first`;
    /// defaults make up for the others.
    pub(super) fn push_in_place(
        &mut self,
        function: Ref<Function>,
        first: u16,
        count: u16,
        then: Then,
    ) -> Result<(), Escape> {
        let code = self.heap[function].code;
        let Code { registers, locals, simple_arity, .. } = self.heap[code];
        let base = self.frame().base + u32::from(first);
        self.push_frame(function, code, base, registers, then)?;
        let window = &mut self.thread.stack[base as usize..];
        let (count, arity) = (usize::from(count), usize::from(simple_arity));
        if count < arity
            && let Value::Tuple(defaults) = self.heap[function].defaults
        {
            let defaults = &self.heap[defaults].0;
            window[count..arity].copy_from_slice(&defaults[defaults.len() - (arity - count)..]);
        }
        window[arity..usize::from(locals)].fill(Value::Unbound);
        Ok(())
    }

    /// As `push_call`, for any code.
    pub(super) fn push_window(
        &mut self,
        function: Ref<Function>,
        code: Ref<Code>,
        registers: &[Value],
        then: Then,
    ) -> Result<&mut Frame, Escape> {
        let base = self.thread.top(&self.heap);
        let Code { registers: count, locals, .. } = self.heap[code];
        self.push_frame(function, code, base as u32, count, then)?;
        let window = &mut self.thread.stack[base..];
        copy_few(window, registers);
        if registers.len() < usize::from(locals) {
            window[registers.len()..usize::from(locals)].fill(Value::Unbound);
        }
        Ok(self.thread.frames.last_mut().expect("a frame was just pushed"))
    }

    #[cold]
    #[inline(never)]
    fn grow_stack(&mut self, needed: usize) -> Result<(), Escape> {
        if self.thread.frames.len() >= self.stdlib.recursion_limit {
            return Err(self.recursion_error());
        }
        let size = (needed + 256).max(self.thread.stack.len() * 2);
        self.thread.stack.resize(size, Value::Unbound);
        Ok(())
    }
}
