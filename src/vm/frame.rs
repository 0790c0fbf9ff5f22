//! Frames and what becomes of their results.

use std::mem::offset_of;

use crate::jit::FrameOffsets;
use crate::object::*;
use crate::vm::operation::Operation;

/// A running call of Python code. Its registers are `base..` of the thread's register stack.
pub struct Frame {
    pub code: Ref<Code>,
    pub function: Ref<Function>,
    pub base: u32,
    /// The next instruction, while the frame is not the one being executed.
    pub pc: u32,
    pub then: Then,
    /// The generator whose frame this is.
    pub generator: Option<Ref<Generator>>,
    /// The namespace of a class body or of executed code; unbound for functions.
    pub namespace: Value,
}

/// `Then` is `repr(u32)`: `Store` is laid out as this is.
#[repr(C)]
struct Store {
    tag: u32,
    register: u16,
}

impl Frame {
    /// Where compiled code finds the fields.
    pub const OFFSETS: FrameOffsets = FrameOffsets {
        size: size_of::<Frame>() as u32,
        code: offset_of!(Frame, code) as u32,
        function: offset_of!(Frame, function) as u32,
        base: offset_of!(Frame, base) as u32,
        pc: offset_of!(Frame, pc) as u32,
        then: (offset_of!(Frame, then) + offset_of!(Store, tag)) as u32,
        then_register: (offset_of!(Frame, then) + offset_of!(Store, register)) as u32,
        generator: offset_of!(Frame, generator) as u32,
        namespace: offset_of!(Frame, namespace) as u32,
    };

    pub fn visit(&self, visitor: &mut Visitor) {
        visitor.reference(self.code);
        visitor.reference(self.function);
        if let Some(generator) = self.generator {
            visitor.reference(generator);
        }
        visitor.value(self.namespace);
        self.then.visit(visitor);
    }
}

/// What becomes of a call's result. Registers and jumps are those of the frame that made the call:
/// the one on top when the result arrives.
// Compiled code makes and looks for `Store`, the first: see `OFFSETS`.
#[derive(Debug)]
#[repr(u32)]
pub enum Then {
    /// Stores it in a register.
    Store(u16),
    /// `__init__`: checks that it is None and stores the instance.
    Init { instance: Ref<Instance>, dst: u16 },
    /// Stores its truth, or the opposite.
    Truth { dst: u16, negate: bool },
    /// Jumps if its truth is `when`.
    Branch { to: i32, when: bool },
    /// Stores it as the loop's next value and jumps; the end of the iteration falls through.
    ForNext { dst: u16, to: i16 },
    /// The delegate of the frame's generator has yielded it; its end stores the result in `dst`.
    Delegate { dst: u16 },
    /// Nobody wants it.
    Discard,
    /// A trace function was told of the instruction before the next one, which is yet to run.
    Retry,
    /// The thread's first frame: the thread is over.
    EndThread,
    /// Lies in the frame's object: Python code has looked at the frame.
    Framed(Ref<Opaque>),
    /// The next step of an operation that calls Python more than once.
    Operation(Box<Operation>),
}

impl Then {
    pub fn visit(&self, visitor: &mut Visitor) {
        match self {
            Then::Init { instance, .. } => visitor.reference(*instance),
            Then::Framed(object) => visitor.reference(*object),
            Then::Operation(operation) => operation.visit(visitor),
            _ => {}
        }
    }
}
