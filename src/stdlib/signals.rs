//! The native half of `_signal`: handlers, and the alarm that the host's clock rings.

use super::signal_masks;
use crate::object::*;
use crate::vm::native::*;
use crate::vm::wait::{Wait, WaitOn};
use crate::vm::{Exc, Vm};
use crate::wire::{HARMLESS, SIGALRM, SIGINT, ToKernel};

pub const NATIVES: &[NativeDef] = &[
    function("set_handler", "(signal, handler, /)", set_handler),
    function("raise_handled", "(signal, /)", raise_handled),
    function("pause", "()", pause),
    function("blocked", "()", signal_masks::blocked),
    function("block", "(signals, /)", signal_masks::block),
    function("hold", "(signal, /)", signal_masks::hold_own),
    function("pending", "()", signal_masks::pending),
    function("next_pending", "()", signal_masks::next_pending),
    function("wait_signal", "(signals, timeout, /)", signal_masks::wait_signal),
    function("set_alarm", "(seconds, interval=0.0, /)", set_alarm),
    function("alarm", "()", |vm, _| {
        let left = vm.stdlib.alarm.left(vm.host.monotonic_ms());
        Ok(vm.tuple(left.map(Value::Float)))
    }),
];

/// When `SIGALRM` is due, by the monotonic clock in milliseconds.
#[derive(Default)]
pub struct Alarm {
    next: Option<f64>,
    interval: f64,
}

impl Alarm {
    pub fn next(&self) -> Option<f64> {
        self.next
    }

    /// Seconds until it rings, 0 if it is not set, and from then on.
    fn left(&self, now: f64) -> [f64; 2] {
        [self.next.map_or(0.0, |next| ((next - now) / 1e3).max(1e-6)), self.interval / 1e3]
    }
}

/// Sends `SIGALRM` if it is due.
pub fn ring_alarm(vm: &mut Vm, now: f64) {
    let Alarm { next, interval } = vm.stdlib.alarm;
    if next.is_some_and(|next| next <= now) {
        vm.stdlib.alarm.next = (interval > 0.0).then_some(now + interval);
        signalled(vm, SIGALRM);
    }
}

fn set_alarm(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let seconds = vm.float_argument(arguments[0])?;
    let interval = arguments[1].bound().map_or(Ok(0.0), |interval| vm.float_argument(interval))?;
    let now = vm.host.monotonic_ms();
    let next = (seconds > 0.0).then_some(now + seconds * 1e3);
    let before = std::mem::replace(&mut vm.stdlib.alarm, Alarm { next, interval: interval * 1e3 });
    Ok(vm.tuple(before.left(now).map(Value::Float)))
}

/// A signal has come from outside, or for the main thread: its handler runs in the main thread's name. Without one
/// SIGINT is KeyboardInterrupt, and any other ends the process.
pub fn signalled(vm: &mut Vm, signal: u8) {
    if signal_masks::hold(vm, signal) {
        return;
    }
    match vm.stdlib.processes.handlers.get(&signal).copied() {
        Some(Value::Int(1)) => {}
        None if signal == SIGINT => vm.interrupt(),
        // It was handled when it was sent.
        None | Some(Value::Int(_)) if HARMLESS.contains(&signal) => {}
        None | Some(Value::Int(_)) => vm.end_process(-i32::from(signal)),
        Some(handler) => {
            let run = vm.prelude_function("_run_signal_handler");
            vm.handle_in_main(signal, run, &[handler, Value::Int(signal.into())]);
        }
    }
}

/// Has a signal handled that the process sends itself, at once where this is the main thread. One that the program
/// does not handle does nothing.
pub fn raise_signal(vm: &mut Vm, signal: u8) -> NativeResult {
    if signal_masks::hold_for_thread(vm, signal) {
        return Ok(Value::None);
    }
    let handler = match vm.stdlib.processes.handlers.get(&signal).copied() {
        None if signal != SIGINT => return Ok(Value::None),
        Some(Value::Int(_)) => return Ok(Value::None),
        handler => handler,
    };
    if vm.current_tid() != vm.main_tid() {
        signalled(vm, signal);
        return Ok(Value::None);
    }
    match handler {
        Some(handler) => Err(vm.call_prelude("_run_signal_handler", &[handler, Value::Int(signal.into())])),
        None => Err(vm.raise_with(Exc::KeyboardInterrupt, &[])),
    }
}

/// What the main thread waits on in `signal.pause()`; no object has this address.
const PAUSE: u64 = 1;

fn pause(_: &mut Vm, _: &[Value]) -> NativeResult {
    let (on, resume) = (WaitOn::Key(PAUSE), |_: &mut Vm, _: &[Value], _| Ok(Value::None));
    let wait = Wait { on, deadline: None, label: "a signal", subject: None, state: Vec::new(), resume };
    Err(Escape::Wait(Box::new(wait)))
}

/// A handler has run: the main thread need not wait for one any longer.
pub fn handled(vm: &mut Vm) {
    vm.wake(PAUSE, Value::None);
}

fn signal_argument(vm: &mut Vm, value: Value) -> Result<u8, Escape> {
    Ok(vm.int_argument(value)? as u8)
}

fn raise_handled(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let signal = signal_argument(vm, arguments[0])?;
    raise_signal(vm, signal)
}

/// Sets a handler: a callable, 0 for the default, 1 for none, None for the interpreter's own.
fn set_handler(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let signal = signal_argument(vm, arguments[0])?;
    match arguments[1] {
        Value::None => drop(vm.stdlib.processes.handlers.remove(&signal)),
        handler => drop(vm.stdlib.processes.handlers.insert(signal, handler)),
    }
    let handled = !matches!(arguments[1], Value::Int(0) | Value::None);
    vm.host.send(ToKernel::HandleSignal { signal, handled });
    Ok(Value::None)
}
