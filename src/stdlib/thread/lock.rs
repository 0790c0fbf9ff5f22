//! `_thread.lock`: the lock between the threads of one process. Releasing it hands it to whoever has waited longest.

use super::patience::{Patience, patience};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::wait::{FOR_LOCK, Wait, WaitOn, Woken};
use crate::wire::{self, Tid};

const LOCK: &[NativeDef] = &[
    static_method("__new__", "(cls, /)", allocate),
    method("acquire", "(self, /, blocking=True, timeout=-1)", acquire),
    method("acquire_lock", "(self, /, blocking=True, timeout=-1)", acquire),
    method("release", "(self, /)", release),
    method("release_lock", "(self, /)", release),
    method("locked", "(self, /)", locked),
    method("locked_lock", "(self, /)", locked),
    method("__enter__", "(self, /)", enter),
    method("__exit__", "(self, /, *args)", exit),
    method("_at_fork_reinit", "(self, /)", reset),
    method("__repr__", "(self, /)", repr),
];

struct Lock {
    held: bool,
    /// Who has acquired it last, for the report of who waits for whom.
    by: Tid,
}

fn lock(vm: &mut Vm, value: Value) -> Result<Ref<Opaque>, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(lock) if vm.heap[lock].get::<Lock>().is_some() => Ok(lock),
        _ => Err(vm.type_error("a lock is required")),
    }
}

fn inner(vm: &mut Vm, lock: Ref<Opaque>) -> &mut Lock {
    vm.heap[lock].get_mut().expect("checked when the lock was an argument")
}

fn held(vm: &mut Vm, lock: Ref<Opaque>) -> &mut bool {
    &mut inner(vm, lock).held
}

/// What threads that wait for the lock wait on.
fn key(lock: Ref<Opaque>) -> u64 {
    lock.address() as u64
}

/// The class, from which none can be derived.
pub fn class(vm: &mut Vm) -> Ref<Class> {
    let class = vm.native_class_at("_thread.lock", LOCK);
    vm.heap[class].layout = Layout::Final;
    class
}

pub fn allocate(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let class = class(vm);
    Ok(vm.opaque(class, Lock { held: false, by: Tid(0) }))
}

fn acquire(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = lock(vm, arguments[0])?;
    let patience = patience(vm, arguments[1], arguments[2])?;
    let me = vm.current_tid();
    let inner = inner(vm, lock);
    if !inner.held {
        *inner = Lock { held: true, by: me };
        return Ok(Value::Bool(true));
    }
    let Patience::Until(deadline) = patience else { return Ok(Value::Bool(false)) };
    // What a thread has acquired itself is for another to release: the lock of a condition.
    let subject = Some(wire::WaitOn::ThreadLock(Some(inner.by).filter(|by| *by != me)));
    let state = vec![Value::Opaque(lock)];
    let on = WaitOn::Key(key(lock));
    Err(Escape::Wait(Box::new(Wait { on, deadline, label: FOR_LOCK, subject, state, resume: acquired })))
}

/// Whoever released it has left it held, for this thread.
fn acquired(vm: &mut Vm, state: &[Value], woken: Woken) -> NativeResult {
    let given = matches!(woken, Woken::Notified(_));
    if given {
        let lock = lock(vm, state[0])?;
        inner(vm, lock).by = vm.current_tid();
    }
    Ok(Value::Bool(given))
}

fn release(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = lock(vm, arguments[0])?;
    if !*held(vm, lock) {
        return Err(vm.runtime_error("release unlocked lock"));
    }
    if !vm.wake(key(lock), Value::None) {
        *held(vm, lock) = false;
    }
    Ok(Value::None)
}

fn locked(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = lock(vm, arguments[0])?;
    Ok(Value::Bool(*held(vm, lock)))
}

fn enter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    acquire(vm, &[arguments[0], Value::Unbound, Value::Unbound])
}

fn exit(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    release(vm, arguments)
}

fn reset(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = lock(vm, arguments[0])?;
    *held(vm, lock) = false;
    Ok(Value::None)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = lock(vm, arguments[0])?;
    let state = if *held(vm, lock) { "locked" } else { "unlocked" };
    let address = lock.address();
    Ok(vm.str(format!("<{state} _thread.lock object at {address:#x}>")))
}
