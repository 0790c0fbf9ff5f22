//! Trace and profile functions: `sys.settrace`, `sys.setprofile`, and `f_trace` of frames.
//!
//! What is not traced pays nothing: there is no check anywhere in the run loop. While some thread has a trace or
//! profile function, every code that programs see is armed: its first instruction, and those where its generators
//! go on, are replaced by `Trace`. A frame that reaches one goes on in a twin of its code: where nobody wants to hear
//! of it in the plain one, which runs at full speed, else in the stepping one, in which every instruction is a
//! `Trace`. There the events of an instruction are told before it runs: each in a frame of the prelude's `_tell`.
//!
//! Reading order: [`twins`] (which code a frame runs), [`steps`] (which events there are and when), [`unwinding`],
//! [`jumps`] (assigning `f_lineno`), [`natives`].

mod jumps;
mod natives;
mod steps;
mod twins;
mod unwinding;

pub use natives::{INTRINSICS, NATIVES};
pub(super) use natives::{FRAME_ATTRIBUTES, SET_LINE};
pub use steps::Steps;

use crate::object::*;

/// What `sys.settrace` and `sys.setprofile` have set for a thread.
pub struct Tracers {
    pub trace: Value,
    pub profile: Value,
    /// One of the two is running: what it calls is not traced.
    busy: bool,
}

impl Default for Tracers {
    fn default() -> Tracers {
        Tracers { trace: Value::None, profile: Value::None, busy: false }
    }
}

impl Tracers {
    pub fn visit(&self, visitor: &mut Visitor) {
        visitor.values(&[self.trace, self.profile]);
    }

    pub(super) fn are_set(&self) -> bool {
        !self.trace.is_none() || !self.profile.is_none()
    }
}

/// The codes to arm, and whether they are.
#[derive(Default)]
pub struct Tracing {
    pub(super) armed: bool,
    /// All code that is not internal.
    codes: Vec<Ref<Code>>,
    /// The instruction of a stepping code whose `Trace` was lifted so that it could run.
    lifted: Option<(Ref<Code>, u32)>,
}

impl Tracing {
    /// Forgets code that has died.
    pub fn prune(&mut self, marked: &Visitor) {
        self.codes.retain(|code| marked.has_reached(Value::Code(*code)));
        self.lifted = self.lifted.filter(|(code, _)| marked.has_reached(Value::Code(*code)));
    }
}
