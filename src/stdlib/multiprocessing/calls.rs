//! Asking the kernel: parking until the answer is there, and giving up when time is.

use crate::object::Value;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::wait::{Wait, WaitOn, Woken};
use crate::wire::{CallId, Reply, ToKernel, ToProcess};

/// Makes the result of a native from what has become of its call; `state[0]` is the call's number.
pub type Resume = fn(&mut Vm, &[Value], Woken) -> NativeResult;

/// Parks the thread until `call` is answered or `deadline` has come.
pub fn park(call: CallId, label: &'static str, deadline: Option<f64>, state: &[Value], resume: Resume) -> Escape {
    let mut all = vec![Value::Int(call.0 as i64)];
    all.extend_from_slice(state);
    let on = WaitOn::Kernel(call.0);
    Escape::Wait(Box::new(Wait { on, deadline, label, subject: None, state: all, resume }))
}

/// Says what a wait is for, where the kernel cannot know it from the call.
pub fn about(escape: Escape, subject: crate::wire::WaitOn) -> Escape {
    match escape {
        Escape::Wait(mut wait) => {
            wait.subject = Some(subject);
            Escape::Wait(wait)
        }
        other => other,
    }
}

/// The call whose number is in a wait's state.
pub fn call_of(state: &[Value]) -> CallId {
    match state.first() {
        Some(Value::Int(call)) => CallId(*call as u64),
        _ => unreachable!("`park` puts the number of the call first"),
    }
}

/// The time is up: asks the kernel to forget the call, and parks again until it says that it has, or
/// answers after all.
pub fn give_up(vm: &mut Vm, label: &'static str, state: &[Value], resume: Resume) -> Escape {
    let call = call_of(state);
    vm.host.send(ToKernel::Cancel { call });
    park(call, label, None, &state[1..], resume)
}

/// The kernel's answer; `None` if the time is up first.
pub fn reply(woken: Woken) -> Option<Reply> {
    match woken {
        Woken::Reply(ToProcess::Reply { reply, .. }) => Some(reply),
        _ => None,
    }
}

/// When a wait ends that has begun now: `timeout` in seconds, None or missing for never.
pub fn deadline(vm: &mut Vm, timeout: Value) -> Result<Option<f64>, Escape> {
    match timeout {
        Value::Unbound | Value::None => Ok(None),
        timeout => {
            let seconds = vm.timeout_argument(timeout)?;
            Ok(Some(vm.host.monotonic_ms() + seconds.max(0.0) * 1e3))
        }
    }
}

/// How long a call waits.
#[derive(Clone, Copy, PartialEq)]
pub enum Patience {
    /// Not at all.
    None,
    /// Until this time, or for ever.
    Until(Option<f64>),
}

/// Reads `block` and `timeout`; a timeout of 0 or less is not waiting.
pub fn patience(vm: &mut Vm, block: Value, timeout: Value) -> Result<Patience, Escape> {
    if !vm.flag_argument(block, true)? {
        return Ok(Patience::None);
    }
    let until = deadline(vm, timeout)?;
    match until {
        Some(time) if time <= vm.host.monotonic_ms() => Ok(Patience::None),
        until => Ok(Patience::Until(until)),
    }
}

impl Patience {
    pub fn blocking(self) -> bool {
        self != Patience::None
    }

    pub fn deadline(self) -> Option<f64> {
        match self {
            Patience::None => None,
            Patience::Until(deadline) => deadline,
        }
    }
}

/// The error for an answer that does not belong to the question.
pub fn unexpected(vm: &mut Vm, reply: Reply) -> Escape {
    match reply {
        Reply::Failed { errno, text } => vm.os_error(errno, &text),
        Reply::BrokenPipe => vm.os_error(32, "Broken pipe"),
        Reply::EndOfFile => vm.raise_with(crate::vm::Exc::EOFError, &[]),
        other => vm.runtime_error(format!("the kernel gave an answer that does not fit: {other:?}")),
    }
}
