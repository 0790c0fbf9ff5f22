//! `Exception`, the payload of exception instances, and `Traceback`.

use super::{Code, Kind, Object, Ref, Value, Visitor};

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
    /// The globals of the frame: they name its module.
    pub globals: Value,
}

impl Object for Traceback {
    const KIND: Kind = Kind::Traceback;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.value(self.next);
        visitor.reference(self.code);
        visitor.value(self.globals);
    }
}
