//! Frames and what becomes of their results.

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

impl Frame {
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
#[derive(Debug)]
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
