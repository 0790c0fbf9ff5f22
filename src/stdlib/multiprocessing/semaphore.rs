//! `SemLock`: semaphores and locks between processes, over leases.

use super::calls::{self, Patience, park};
use crate::object::*;
use crate::process::{Acquisition, Releasing, SEM_VALUE_MAX};
use crate::vm::native::*;
use crate::vm::wait::Woken;
use crate::vm::{Exc, Vm};
use crate::wire::{Pid, Reply, SemId, Tid};

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, kind, value, maxvalue, what, unlink=True, /)", new),
    static_method("_rebuild", "(kind, maxvalue, pid, count, /)", rebuild),
    method("acquire", "(self, /, block=True, timeout=None)", acquire),
    method("release", "(self, /)", release),
    method("_count", "(self, /)", |vm, arguments| with(vm, arguments, |sem, _| Value::Int(sem.count))),
    method("_is_mine", "(self, /)", |vm, arguments| with(vm, arguments, |sem, tid| Value::Bool(sem.is_mine(tid)))),
    method("_get_value", "(self, /)", get_value),
    method("_is_zero", "(self, /)", is_zero),
    method("_id", "(self, /)", id),
    method("__enter__", "(self, /)", |vm, arguments| acquire(vm, &[arguments[0], Value::Unbound, Value::Unbound])),
    method("__exit__", "(self, /, *args)", release),
    getter("kind", |vm, arguments| with(vm, arguments, |sem, _| Value::Int(i64::from(!sem.recursive))), None),
    getter("maxvalue", |vm, arguments| with(vm, arguments, |sem, _| Value::Int(sem.max.into())), None),
    getter("handle", |vm, arguments| with(vm, arguments, |sem, _| Value::Int(sem.id.0.count.into())), None),
    getter("name", |_, _| Ok(Value::None), None),
];

/// A process's own view of a semaphore.
struct Semaphore {
    id: SemId,
    max: u32,
    recursive: bool,
    /// How often the thread `owner` of this process has it.
    count: i64,
    owner: Tid,
    /// The process that counts: what a forked child finds here is its parent's.
    process: Pid,
}

impl Semaphore {
    fn is_mine(&self, tid: Tid) -> bool {
        self.count > 0 && self.owner == tid
    }
}

pub fn class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("_multiprocessing.SemLock", METHODS)
}

fn semaphore(vm: &mut Vm, value: Value) -> Result<&mut Semaphore, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(object) if vm.heap[object].get::<Semaphore>().is_some() => {
            let process = vm.boot.pid;
            let semaphore: &mut Semaphore = vm.heap[object].get_mut().expect("checked above");
            if semaphore.process != process {
                (semaphore.process, semaphore.count) = (process, 0);
            }
            Ok(semaphore)
        }
        _ => Err(vm.type_error("a SemLock is required")),
    }
}

fn with(vm: &mut Vm, arguments: &[Value], read: fn(&Semaphore, Tid) -> Value) -> NativeResult {
    let tid = vm.current_tid();
    Ok(read(semaphore(vm, arguments[0])?, tid))
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (kind, value) = (vm.int_argument(arguments[1])?, vm.int_argument(arguments[2])?);
    let max = vm.int_argument(arguments[3])?;
    let what = super::described(vm, arguments[4])?;
    if value < 0 || value > i64::from(SEM_VALUE_MAX) {
        return Err(vm.os_error(22, "Invalid argument"));
    }
    let (id, max) = (SemId(vm.next_shared()), max.clamp(1, SEM_VALUE_MAX.into()) as u32);
    let mut out = Vec::new();
    vm.stdlib.processes.leases.create(id, value as u32, max, what, &mut out);
    vm.send_all(out);
    make(vm, id, max, kind == 0)
}

fn make(vm: &mut Vm, id: SemId, max: u32, recursive: bool) -> NativeResult {
    let (class, process) = (class(vm), vm.boot.pid);
    Ok(vm.opaque(class, Semaphore { id, max, recursive, count: 0, owner: Tid(0), process }))
}

fn rebuild(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (kind, max) = (vm.int_argument(arguments[0])?, vm.int_argument(arguments[1])?);
    let id = SemId(super::id_argument(vm, arguments[2], arguments[3])?);
    make(vm, id, max as u32, kind == 0)
}

fn id(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let id = semaphore(vm, arguments[0])?.id.0;
    Ok(super::id_value(vm, id))
}

fn acquire(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let patience = calls::patience(vm, arguments[1], arguments[2])?;
    let tid = vm.current_tid();
    let sem = semaphore(vm, arguments[0])?;
    if sem.recursive && sem.is_mine(tid) {
        sem.count += 1;
        return Ok(Value::Bool(true));
    }
    let (id, mut out) = (sem.id, Vec::new());
    let call = vm.stdlib.next_call();
    let outcome = vm.stdlib.processes.leases.acquire(id, call, tid, patience.blocking(), &mut out);
    vm.send_all(out);
    match outcome {
        Acquisition::Acquired => taken(vm, arguments[0]),
        Acquisition::NotAcquired => Ok(Value::Bool(false)),
        Acquisition::Wait => {
            let deadline = match patience {
                Patience::None => None,
                Patience::Until(deadline) => deadline,
            };
            let parked = park(call, "lock", deadline, &arguments[..1], acquired);
            Err(calls::about(parked, crate::wire::WaitOn::Semaphore(id)))
        }
    }
}

fn acquired(vm: &mut Vm, state: &[Value], woken: Woken) -> NativeResult {
    match calls::reply(woken) {
        Some(Reply::Acquired) => taken(vm, state[1]),
        Some(Reply::NotAcquired | Reply::Cancelled) => Ok(Value::Bool(false)),
        Some(other) => Err(calls::unexpected(vm, other)),
        None => {
            let (call, mut out) = (calls::call_of(state), Vec::new());
            let given_up = vm.stdlib.processes.leases.cancel(call, &mut out);
            vm.send_all(out);
            if given_up { Ok(Value::Bool(false)) } else { Err(park(call, "lock", None, &state[1..], acquired)) }
        }
    }
}

/// This thread has it now.
fn taken(vm: &mut Vm, value: Value) -> NativeResult {
    let tid = vm.current_tid();
    let sem = semaphore(vm, value)?;
    sem.count += 1;
    sem.owner = tid;
    Ok(Value::Bool(true))
}

fn release(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let tid = vm.current_tid();
    let sem = semaphore(vm, arguments[0])?;
    if sem.recursive {
        if !sem.is_mine(tid) {
            return Err(vm.raise(Exc::AssertionError, "attempt to release recursive lock not owned by thread"));
        }
        if sem.count > 1 {
            sem.count -= 1;
            return Ok(Value::None);
        }
    }
    let (id, max, mut out) = (sem.id, sem.max, Vec::new());
    let call = vm.stdlib.next_call();
    let outcome = vm.stdlib.processes.leases.release(id, max, call, &mut out);
    vm.send_all(out);
    match outcome {
        Releasing::Released => {
            given_back(vm, arguments[0])?;
            wake_granted(vm);
            Ok(Value::None)
        }
        Releasing::TooMany => Err(too_many(vm)),
        Releasing::Wait => Err(park(call, "release", None, &arguments[..1], |vm, state, woken| {
            match calls::reply(woken) {
                Some(Reply::TooMany) => Err(too_many(vm)),
                _ => {
                    given_back(vm, state[1])?;
                    Ok(Value::None)
                }
            }
        })),
    }
}

fn given_back(vm: &mut Vm, value: Value) -> Result<(), Escape> {
    semaphore(vm, value)?.count -= 1;
    Ok(())
}

fn too_many(vm: &mut Vm) -> Escape {
    vm.value_error("semaphore or lock released too many times")
}

/// Wakes the threads of this process to which a release has handed a semaphore.
pub fn wake_granted(vm: &mut Vm) {
    for call in vm.stdlib.processes.leases.take_granted() {
        vm.answer(call, Reply::Acquired);
    }
}

/// Asks for the value and hands it to `then`.
fn ask_value(vm: &mut Vm, arguments: &[Value], then: fn(u32) -> Value, resume: calls::Resume) -> NativeResult {
    let id = semaphore(vm, arguments[0])?.id;
    let (call, mut out) = (vm.stdlib.next_call(), Vec::new());
    let known = vm.stdlib.processes.leases.value(id, call, &mut out);
    vm.send_all(out);
    match known {
        Some(value) => Ok(then(value)),
        None => Err(park(call, "semaphore value", None, &[], resume)),
    }
}

fn value_of(vm: &mut Vm, woken: Woken) -> Result<u32, Escape> {
    match calls::reply(woken) {
        Some(Reply::Value { value }) => Ok(value),
        Some(other) => Err(calls::unexpected(vm, other)),
        None => Ok(0),
    }
}

fn get_value(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let resume = |vm: &mut Vm, _: &[Value], woken| Ok(Value::Int(value_of(vm, woken)?.into()));
    ask_value(vm, arguments, |value| Value::Int(value.into()), resume)
}

fn is_zero(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let resume = |vm: &mut Vm, _: &[Value], woken| Ok(Value::Bool(value_of(vm, woken)? == 0));
    ask_value(vm, arguments, |value| Value::Bool(value == 0), resume)
}
