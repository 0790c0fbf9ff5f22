//! Starting processes, copying this one, and sending signals.

use super::calls::{self, park};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::wait::Woken;
use crate::wire::{Bytes as WireBytes, Pid, Reply, StartMethod, ToKernel, ToProcess};

/// Starts a child; returns its pid.
pub fn spawn(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [method, name, daemon, payload, ends] = [0, 1, 2, 3, 4].map(|index| arguments[index]);
    let method = vm.str_argument(method, "the start method")?;
    let Some(method) = StartMethod::named(&method) else {
        return Err(vm.value_error(format!("there is no start method {method:?}")));
    };
    let name = vm.str_argument(name, "a process's name")?;
    let daemon = vm.flag_argument(daemon, false)?;
    let payload = vm.bytes_argument(payload)?;
    let ends = super::ends_argument(vm, ends)?;
    crate::stdlib::streams::flush_all(vm);
    let mut boot = vm.boot.clone();
    boot.name = name;
    boot.payload = Some(WireBytes(payload));
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::Spawn { call, method, daemon, boot: Box::new(boot), ends });
    Err(park(call, "process start", None, &[], |vm, _, woken| started(vm, woken)))
}

/// Copies this process; returns the child's pid here, and 0 in the child.
pub fn fork(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = vm.str_argument(arguments[0], "a process's name")?;
    let daemon = vm.flag_argument(arguments[1], false)?;
    crate::stdlib::streams::flush_all(vm);
    let call = vm.stdlib.next_call();
    vm.request_fork(call, name, daemon);
    Err(park(call, "fork", None, &[], |vm, _, woken| match woken {
        Woken::Reply(ToProcess::Forked { .. }) => Ok(Value::Int(0)),
        woken => started(vm, woken),
    }))
}

/// The pid in the answer to a request for a child.
fn started(vm: &mut Vm, woken: Woken) -> NativeResult {
    match calls::reply(woken) {
        Some(Reply::Spawned { pid }) => Ok(Value::Int(pid.0.into())),
        Some(other) => Err(calls::unexpected(vm, other)),
        None => Ok(Value::None),
    }
}

pub fn pid_argument(vm: &mut Vm, value: Value) -> Result<Pid, Escape> {
    Ok(Pid(vm.int_argument(value)? as u32))
}

pub fn kill(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let pid = pid_argument(vm, arguments[0])?;
    let signal = vm.int_argument(arguments[1])? as u8;
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::Kill { call: Some(call), pid, signal });
    Err(park(call, "kill", None, &[], |vm, _, woken| match calls::reply(woken) {
        Some(Reply::Done) | None => Ok(Value::None),
        Some(other) => Err(calls::unexpected(vm, other)),
    }))
}

/// The next thread that this one starts is not shown to the person: it is part of a queue.
pub fn start_unseen(vm: &mut Vm, _: &[Value]) -> NativeResult {
    vm.start_unseen();
    Ok(Value::None)
}

/// Says whether this process handles a signal itself.
pub fn handle_signal(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let signal = vm.int_argument(arguments[0])? as u8;
    let handled = vm.flag_argument(arguments[1], true)?;
    vm.host.send(ToKernel::HandleSignal { signal, handled });
    Ok(Value::None)
}

pub fn set_process_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = vm.str_argument(arguments[0], "a process's name")?;
    vm.boot.name.clone_from(&name);
    vm.host.send(ToKernel::SetProcessName { name });
    Ok(Value::None)
}

/// What the process was started from: `(name, start method, main file's name, its text, payload)`.
pub fn boot(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let boot = vm.boot.clone();
    let name = vm.str(boot.name);
    let method = vm.str(boot.start_method.name());
    let (file, source) = (vm.str(boot.main.name), vm.str(boot.main.source));
    let payload = match boot.payload {
        Some(payload) => vm.bytes(payload.0),
        None => Value::None,
    };
    Ok(vm.tuple([name, method, file, source, payload]))
}
