//! What a parked thread waits for, and how it goes on.

use crate::object::{Value, Visitor};
use crate::vm::Vm;
use crate::vm::native::NativeResult;

/// What a parked thread waits for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WaitOn {
    /// Only the deadline: `time.sleep`.
    Time,
    /// A `Vm::wake` with this key: an address of an object such as a thread lock, chosen by the native.
    Key(u64),
    /// The kernel's answer to the call with this number.
    Kernel(u64),
}

/// The label of those that wait for a lock of `_thread`.
pub const FOR_LOCK: &str = "lock";

/// Why a parked thread is woken.
#[derive(Clone, Debug)]
pub enum Woken {
    /// The deadline has passed.
    Timeout,
    /// `Vm::wake` was called with this value.
    Notified(Value),
    /// The kernel has answered.
    Reply(crate::wire::ToProcess),
}

/// Parks a thread.
#[derive(Debug)]
pub struct Wait {
    pub on: WaitOn,
    /// Monotonic milliseconds.
    pub deadline: Option<f64>,
    /// What the timeline says the thread waits for: `sleep`, `lock`, `queue get`.
    pub label: &'static str,
    /// What it waits for as the kernel knows it, for the report of who waits for whom.
    pub subject: Option<crate::wire::WaitOn>,
    /// Values that `resume` needs.
    pub state: Vec<Value>,
    /// Makes the result of the native that waited. It may wait again.
    pub resume: fn(vm: &mut Vm, state: &[Value], woken: Woken) -> NativeResult,
}

impl Wait {
    pub fn visit(&self, visitor: &mut Visitor) {
        visitor.values(&self.state);
    }
}
