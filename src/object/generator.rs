//! `Generator`: generators, coroutines and asynchronous generators.

use super::{Function, Kind, Object, Opaque, Ref, Tuple, Value, Visitor};

/// Where a generator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorState {
    Created,
    Suspended,
    Running,
    Finished,
}

/// A suspended frame with its own copy of its registers.
pub struct Generator {
    pub state: GeneratorState,
    pub function: Ref<Function>,
    pub name: Value,
    pub qualified_name: Value,
    /// The next instruction.
    pub pc: u32,
    /// The register that the value sent goes to.
    pub resume: u16,
    /// The frame's registers; out of date while it is running.
    pub registers: Box<[Value]>,
    /// The exception that the generator was handling when it yielded, or None.
    pub handled: Value,
    /// The iterator it delegates to (`yield from`, `await`), or None.
    pub delegate: Value,
    /// It runs, and its registers here are still those of its frame: only its delegate has run since it was resumed.
    pub kept: bool,
    /// What is called when an asynchronous generator dies unfinished, or None; Unbound before its first step.
    pub finalizer: Value,
    /// It has died once and was closed: that is not done again.
    pub finalized: bool,
    /// The object of its frame, if anybody asked for it.
    pub frame: Option<Ref<Opaque>>,
    /// Where a coroutine was made, if that is asked for.
    pub origin: Option<Ref<Tuple>>,
}

impl Object for Generator {
    const KIND: Kind = Kind::Generator;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.reference(self.function);
        visitor.values(&[self.name, self.qualified_name, self.handled, self.delegate, self.finalizer]);
        if self.state != GeneratorState::Running {
            visitor.values(&self.registers);
        }
        if let Some(frame) = self.frame {
            visitor.reference(frame);
        }
        if let Some(origin) = self.origin {
            visitor.reference(origin);
        }
    }

    fn external_bytes(&self) -> usize {
        self.registers.len() * 16
    }
}
