//! `_thread.RLock`: a lock that its owner may acquire again.

use super::ident;
use super::patience::{Patience, patience};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::wait::{FOR_LOCK, Wait, WaitOn, Woken};
use crate::wire::{self, Tid};

const RLOCK: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", new),
    method("acquire", "(self, /, blocking=True, timeout=-1)", acquire),
    method("release", "(self, /)", release),
    method("locked", "(self, /)", locked),
    method("__enter__", "(self, /)", enter),
    method("__exit__", "(self, /, *args)", exit),
    method("_is_owned", "(self, /)", is_owned),
    method("_recursion_count", "(self, /)", recursion_count),
    method("_release_save", "(self, /)", release_save),
    method("_acquire_restore", "(self, state, /)", acquire_restore),
    method("_at_fork_reinit", "(self, /)", reset),
    method("__repr__", "(self, /)", repr),
];

#[derive(Default)]
struct RLock {
    /// While the lock is being handed over to a waiting thread it is held without an owner.
    held: bool,
    owner: Option<Tid>,
    count: i64,
}

fn rlock(vm: &mut Vm, value: Value) -> Result<Ref<Opaque>, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(lock) if vm.heap[lock].get::<RLock>().is_some() => Ok(lock),
        _ => Err(vm.type_error("an RLock is required")),
    }
}

/// What threads that wait for the lock wait on.
fn key(lock: Ref<Opaque>) -> u64 {
    lock.address() as u64
}

fn inner(vm: &mut Vm, lock: Ref<Opaque>) -> &mut RLock {
    vm.heap[lock].get_mut::<RLock>().expect("checked when the lock was an argument")
}

pub fn class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("_thread.RLock", RLOCK)
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let native = class(vm);
    let lock = vm.opaque(native, RLock::default());
    match arguments[0] {
        Value::Class(class) => Ok(vm.wrap(class, lock)),
        _ => Ok(lock),
    }
}

fn acquire(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let patience = patience(vm, arguments[1], arguments[2])?;
    take(vm, lock, patience, 1)
}

fn take(vm: &mut Vm, lock: Ref<Opaque>, patience: Patience, count: i64) -> NativeResult {
    let tid = vm.current_tid();
    let data = inner(vm, lock);
    if data.owner == Some(tid) {
        data.count += count;
        return Ok(Value::Bool(true));
    }
    if !data.held {
        *data = RLock { held: true, owner: Some(tid), count };
        return Ok(Value::Bool(true));
    }
    let Patience::Until(deadline) = patience else {
        return Ok(Value::Bool(false));
    };
    let subject = Some(wire::WaitOn::ThreadLock(data.owner));
    let state = vec![Value::Opaque(lock), Value::Int(count)];
    let resume = |vm: &mut Vm, state: &[Value], woken: Woken| {
        let (Value::Opaque(lock), Value::Int(count)) = (state[0], state[1]) else {
            unreachable!("the state was made above")
        };
        if !matches!(woken, Woken::Notified(_)) {
            return Ok(Value::Bool(false));
        }
        let owner = Some(vm.current_tid());
        *inner(vm, lock) = RLock { held: true, owner, count };
        Ok(Value::Bool(true))
    };
    Err(Escape::Wait(Box::new(Wait { on: WaitOn::Key(key(lock)), deadline, label: FOR_LOCK, subject, state, resume })))
}

fn release(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let tid = vm.current_tid();
    let data = inner(vm, lock);
    if data.owner != Some(tid) {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    data.count -= 1;
    if data.count == 0 {
        hand_over(vm, lock);
    }
    Ok(Value::None)
}

fn hand_over(vm: &mut Vm, lock: Ref<Opaque>) {
    inner(vm, lock).owner = None;
    inner(vm, lock).count = 0;
    if !vm.wake(key(lock), Value::None) {
        inner(vm, lock).held = false;
    }
}

fn locked(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    Ok(Value::Bool(inner(vm, lock).held))
}

fn enter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    acquire(vm, &[arguments[0], Value::Unbound, Value::Unbound])
}

fn exit(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    release(vm, arguments)
}

fn is_owned(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let tid = vm.current_tid();
    Ok(Value::Bool(inner(vm, lock).owner == Some(tid)))
}

fn recursion_count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let tid = vm.current_tid();
    let data = inner(vm, lock);
    Ok(Value::Int(if data.owner == Some(tid) { data.count } else { 0 }))
}

fn release_save(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let data = inner(vm, lock);
    let count = data.count;
    if count == 0 {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    hand_over(vm, lock);
    Ok(Value::Int(count))
}

fn acquire_restore(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let count = vm.int_argument(arguments[1])?;
    take(vm, lock, Patience::Until(None), count)
}

fn reset(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    *inner(vm, lock) = RLock::default();
    Ok(Value::None)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let data = inner(vm, lock);
    let state = if data.held { "locked" } else { "unlocked" };
    let (owner, count) = (data.owner.map_or(0, ident), data.count);
    let address = lock.address();
    Ok(vm.str(format!("<{state} _thread.RLock object owner={owner} count={count} at {address:#x}>")))
}
