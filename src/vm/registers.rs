//! The top frame's registers, for everything outside the run loop.

use smallvec::SmallVec;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Frame;

/// Copies a few values, one by one: copying so few bytes at once is a call out of wasm.
#[inline(always)]
pub(super) fn copy_few(to: &mut [Value], from: &[Value]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = *from;
        // What the compiler cannot see into keeps it from copying all at once.
        std::hint::black_box(());
    }
}

/// So many values a window holds in itself.
const FEW: usize = 6;

/// Arguments copied out of a window, so that a native can have them and the VM.
pub type Window = SmallVec<[Value; FEW]>;

/// The arguments of a method's function.
#[inline]
pub(super) fn with_receiver(receiver: Value, arguments: &[Value]) -> Window {
    if arguments.len() < FEW {
        let mut few = [receiver; FEW];
        copy_few(&mut few[1..], arguments);
        return Window::from_buf_and_len(few, arguments.len() + 1);
    }
    std::iter::once(receiver).chain(arguments.iter().copied()).collect()
}

impl Vm {
    pub(super) fn frame(&self) -> &Frame {
        self.thread.frames.last().expect("Python code is running")
    }

    pub(super) fn frame_mut(&mut self) -> &mut Frame {
        self.thread.frames.last_mut().expect("Python code is running")
    }

    pub(super) fn register(&self, register: u16) -> Value {
        self.thread.stack[self.frame().base as usize + usize::from(register)]
    }

    pub(super) fn set_register(&mut self, register: u16, value: Value) {
        let index = self.frame().base as usize + usize::from(register);
        self.thread.stack[index] = value;
    }

    /// A copy of `count` registers from `base`.
    #[inline]
    pub(super) fn window(&self, base: u16, count: u16) -> Window {
        let start = self.frame().base as usize + usize::from(base);
        let values = &self.thread.stack[start..start + usize::from(count)];
        if values.len() > FEW {
            return Window::from_slice(values);
        }
        let mut few = [Value::Unbound; FEW];
        copy_few(&mut few, values);
        Window::from_buf_and_len(few, values.len())
    }

    /// A tuple of `count` registers from `base`.
    #[inline(never)]
    pub(super) fn tuple_of_window(&mut self, base: u16, count: u16) -> Value {
        let items = self.window(base, count);
        self.tuple(&items[..])
    }

    /// A name of the top frame's code.
    pub(super) fn code_name(&self, name: u16) -> Ref<Str> {
        self.heap[self.frame().code].names[usize::from(name)]
    }

    pub(super) fn globals(&self) -> Ref<Dict> {
        self.heap[self.frame().function].globals
    }
}
