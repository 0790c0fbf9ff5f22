//! Blocked signals: what a thread has blocked, what has come meanwhile, and waiting for it by `sigwait`.

use super::multiprocessing::calls;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::wait::{Wait, WaitOn, Woken};
use crate::wire::ToKernel;

/// What threads wait on in `sigwait`; no object has this address.
const SIGWAIT: u64 = 2;

fn bit(signal: u8) -> u64 {
    1 << (signal.clamp(1, 64) - 1)
}

fn bits_argument(vm: &mut Vm, signals: Value) -> Result<u64, Escape> {
    let mut bits = 0;
    for signal in vm.items_argument(signals)? {
        bits |= bit(vm.int_argument(signal)? as u8);
    }
    Ok(bits)
}

fn signals_of(bits: u64) -> impl Iterator<Item = u8> {
    (1..=64).filter(move |signal| bits & bit(*signal) != 0)
}

fn list(vm: &mut Vm, bits: u64) -> NativeResult {
    let signals = signals_of(bits).map(|signal| Value::Int(signal.into())).collect();
    Ok(vm.list(signals))
}

/// Keeps a signal for later where no thread would have it now; returns whether it did.
pub fn hold(vm: &mut Vm, signal: u8) -> bool {
    let wanted = vm.states_waiting_for(SIGWAIT).any(|state| matches!(state, [Value::Int(bits)] if *bits as u64 & bit(signal) != 0));
    let held = wanted || vm.signals_blocked_everywhere() & bit(signal) != 0;
    if held {
        keep(vm, signal);
    }
    held
}

/// The same for a signal that the running thread sends itself.
pub fn hold_for_thread(vm: &mut Vm, signal: u8) -> bool {
    let held = *vm.blocked_signals() & bit(signal) != 0;
    if held {
        keep(vm, signal);
    }
    held
}

fn keep(vm: &mut Vm, signal: u8) {
    vm.stdlib.pending_signals |= bit(signal);
    while vm.wake(SIGWAIT, Value::None) {}
}

pub fn hold_own(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let signal = vm.int_argument(arguments[0])? as u8;
    Ok(Value::Bool(hold_for_thread(vm, signal)))
}

/// The signals that the running thread blocks.
pub fn blocked(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let bits = *vm.blocked_signals();
    list(vm, bits)
}

/// Blocks these signals and no others in the running thread.
pub fn block(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let bits = bits_argument(vm, arguments[0])?;
    let before = std::mem::replace(vm.blocked_signals(), bits);
    // The kernel would end the process for one that nobody handles; now the process has to be asked.
    for signal in signals_of(bits & !before) {
        vm.host.send(ToKernel::HandleSignal { signal, handled: true });
    }
    Ok(Value::None)
}

/// The signals that have come and that the running thread blocks.
pub fn pending(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let bits = vm.stdlib.pending_signals & *vm.blocked_signals();
    list(vm, bits)
}

/// Takes a signal that has come and that the running thread does not block; 0 if there is none.
pub fn next_pending(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let deliverable = vm.stdlib.pending_signals & !*vm.blocked_signals();
    Ok(take(vm, deliverable).unwrap_or(Value::Int(0)))
}

fn take(vm: &mut Vm, bits: u64) -> Option<Value> {
    let signal = signals_of(vm.stdlib.pending_signals & bits).next()?;
    vm.stdlib.pending_signals &= !bit(signal);
    Some(Value::Int(signal.into()))
}

/// Waits for one of these signals and takes it; 0 if the time is up first.
pub fn wait_signal(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let bits = bits_argument(vm, arguments[0])?;
    let deadline = calls::deadline(vm, arguments[1])?;
    wait(vm, bits, deadline)
}

fn wait(vm: &mut Vm, bits: u64, deadline: Option<f64>) -> NativeResult {
    if let Some(signal) = take(vm, bits) {
        return Ok(signal);
    }
    let now = vm.host.monotonic_ms();
    if deadline.is_some_and(|deadline| deadline <= now) {
        return Ok(Value::Int(0));
    }
    let state = vec![Value::Int(bits as i64)];
    let resume = |vm: &mut Vm, state: &[Value], woken| match (woken, state) {
        (Woken::Notified(_), [Value::Int(bits)]) => wait(vm, *bits as u64, None),
        _ => Ok(Value::Int(0)),
    };
    let on = WaitOn::Key(SIGWAIT);
    Err(Escape::Wait(Box::new(Wait { on, deadline, label: "a signal", subject: None, state, resume })))
}
