//! `Exception`, the payload of exception instances, and `Traceback`.

use super::{Code, Function, Kind, Object, Opaque, Ref, Value, Visitor};

/// What every exception carries. An exception is an `Instance` with this as its payload.
pub struct Exception {
    /// A tuple.
    pub args: Value,
    pub cause: Value,
    pub context: Value,
    pub suppress_context: bool,
    /// A `Traceback` or None.
    pub traceback: Value,
}

impl Object for Exception {
    const KIND: Kind = Kind::Exception;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.values(&[self.args, self.cause, self.context, self.traceback]);
    }
}

/// One frame of a traceback; `next` leads towards the place where the exception was raised.
pub struct Traceback {
    /// A `Traceback` or None.
    pub next: Value,
    pub code: Ref<Code>,
    /// The index of the instruction that raised.
    pub instruction: u32,
    /// The line, where it is not that of the instruction.
    pub line: Option<u32>,
    pub function: Ref<Function>,
    /// The namespace of a class body or of executed code; unbound for functions.
    pub namespace: Value,
    /// The index of the frame on its thread's stack, if it caught the exception and went on.
    pub depth: u32,
    /// The variables of the frame, if it has gone.
    pub registers: Box<[Value]>,
    /// The frame's object, once it has one.
    pub frame: Option<Ref<Opaque>>,
}

impl Object for Traceback {
    const KIND: Kind = Kind::Traceback;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.value(self.next);
        visitor.reference(self.code);
        visitor.reference(self.function);
        visitor.value(self.namespace);
        visitor.values(&self.registers);
        if let Some(frame) = self.frame {
            visitor.reference(frame);
        }
    }

    fn external_bytes(&self) -> usize {
        self.registers.len() * 16
    }
}
