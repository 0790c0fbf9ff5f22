//! `_thread`: starting threads, and the locks between the threads of one process.

use crate::object::*;
use crate::vm::native::*;
use crate::vm::wait::{Wait, WaitOn, Woken};
use crate::vm::{Exc, Vm};
use crate::wire::Tid;

pub const NATIVES: &[NativeDef] = &[
    function("start_new_thread", "(function, args, kwargs=None, /)", start_new_thread),
    function("start_new", "(function, args, kwargs=None, /)", start_new_thread),
    function("allocate_lock", "()", allocate_lock),
    function("allocate", "()", allocate_lock),
    function("get_ident", "()", |vm, _| Ok(Value::Int(ident(vm.current_tid())))),
    function("get_native_id", "()", |vm, _| Ok(Value::Int(i64::from(vm.boot.pid.0) + i64::from(vm.current_tid().0)))),
    function("_tid", "()", |vm, _| Ok(Value::Int(vm.current_tid().0.into()))),
    function("_set_name", "(name, /)", set_name),
    function("exit", "()", |vm, _| Err(vm.raise_with(Exc::SystemExit, &[]))),
    function("exit_thread", "()", |vm, _| Err(vm.raise_with(Exc::SystemExit, &[]))),
    function("interrupt_main", "(signum=2, /)", interrupt_main),
    function("stack_size", "(size=0, /)", stack_size),
    function("_count", "()", |vm, _| Ok(Value::Int(vm.other_threads()))),
    function("daemon_threads_allowed", "()", |_, _| Ok(Value::Bool(true))),
    function("_is_main_interpreter", "()", |_, _| Ok(Value::Bool(true))),
];

/// Adds the classes and constants.
pub fn fill(vm: &mut Vm, thread: Ref<Dict>) {
    let lock = vm.native_class_at("_thread.lock", LOCK);
    vm.define(thread, "lock", lock);
    vm.define(thread, "LockType", lock);
    let rlock = vm.native_class_at("_thread.RLock", RLOCK);
    vm.define(thread, "RLock", rlock);
    let error = vm.exception_class(Exc::RuntimeError);
    vm.define(thread, "error", error);
    vm.define(thread, "TIMEOUT_MAX", Value::Float(TIMEOUT_MAX));
}

const TIMEOUT_MAX: f64 = 9_223_372_036.0;

const LOCK: &[NativeDef] = &[
    static_method("__new__", "(cls, /)", lock_new),
    method("acquire", "(self, /, blocking=True, timeout=-1)", lock_acquire),
    method("acquire_lock", "(self, /, blocking=True, timeout=-1)", lock_acquire),
    method("release", "(self, /)", lock_release),
    method("release_lock", "(self, /)", lock_release),
    method("locked", "(self, /)", lock_locked),
    method("locked_lock", "(self, /)", lock_locked),
    method("__enter__", "(self, /)", lock_enter),
    method("__exit__", "(self, /, *args)", lock_exit),
    method("_at_fork_reinit", "(self, /)", lock_reset),
    method("_join", "(self, thread, timeout=-1, /)", join),
    method("__repr__", "(self, /)", lock_repr),
];

const RLOCK: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", rlock_new),
    method("acquire", "(self, /, blocking=True, timeout=-1)", rlock_acquire),
    method("release", "(self, /)", rlock_release),
    method("locked", "(self, /)", rlock_locked),
    method("__enter__", "(self, /)", rlock_enter),
    method("__exit__", "(self, /, *args)", rlock_exit),
    method("_is_owned", "(self, /)", rlock_is_owned),
    method("_recursion_count", "(self, /)", rlock_recursion_count),
    method("_release_save", "(self, /)", rlock_release_save),
    method("_acquire_restore", "(self, state, /)", rlock_acquire_restore),
    method("_at_fork_reinit", "(self, /)", rlock_reset),
    method("__repr__", "(self, /)", rlock_repr),
];

/// `threading.get_ident()` of a thread: not 0, and unlike a small number.
pub fn ident(tid: Tid) -> i64 {
    0x7f00_0000_0000 + i64::from(tid.0) * 0x80_0000
}

/// The thread of an `ident`.
fn tid(ident: i64) -> Tid {
    Tid(((ident - 0x7f00_0000_0000) / 0x80_0000) as u32)
}

fn start_new_thread(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Tuple(args) = arguments[1] else {
        return Err(vm.type_error("2nd arg must be a tuple"));
    };
    let args = vm.heap[args].0.to_vec();
    let mut keywords = Vec::new();
    match arguments[2] {
        Value::Unbound => {}
        Value::Dict(dict) => {
            let entries: Vec<_> = vm.heap[dict].iter().copied().collect();
            for entry in entries {
                let Value::Str(name) = entry.key else {
                    return Err(vm.type_error("keywords must be strings"));
                };
                keywords.push((vm.intern_str(name), entry.value));
            }
        }
        _ => return Err(vm.type_error("optional 3rd arg must be a dictionary")),
    }
    let tid = vm.spawn_thread(arguments[0], &args, &keywords)?;
    Ok(Value::Int(ident(tid)))
}

fn set_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = vm.str_argument(arguments[0], "thread name")?;
    vm.set_thread_name(name);
    Ok(Value::None)
}

fn interrupt_main(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let signal = arguments[0].bound().map_or(Ok(2), |signal| vm.int_argument(signal))?;
    vm.interrupt(signal as u8);
    Ok(Value::None)
}

fn stack_size(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = arguments[0].bound().map_or(Ok(0), |size| vm.int_argument(size))?;
    if size < 0 {
        return Err(vm.value_error("size must be 0 or a positive value"));
    }
    let old = std::mem::replace(&mut vm.stdlib.stack_size, size);
    Ok(Value::Int(old))
}

/// How long an `acquire` may take.
pub enum Patience {
    /// Not at all.
    None,
    /// Until this time, or for ever.
    Until(Option<f64>),
}

/// Reads `blocking` and `timeout` as the locks of `threading` take them.
pub fn patience(vm: &mut Vm, blocking: Value, timeout: Value) -> Result<Patience, Escape> {
    let blocking = vm.flag_argument(blocking, true)?;
    let seconds = timeout.bound().map_or(Ok(-1.0), |timeout| vm.float_argument(timeout))?;
    if !blocking {
        if seconds != -1.0 {
            return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
        }
        return Ok(Patience::None);
    }
    if seconds == -1.0 {
        return Ok(Patience::Until(None));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("timeout value must be a non-negative number"));
    }
    if seconds > TIMEOUT_MAX || seconds.is_nan() {
        return Err(vm.raise(Exc::OverflowError, "timeout value is too large"));
    }
    Ok(Patience::Until(Some(vm.host.monotonic_ms() + seconds * 1e3)))
}

struct Lock {
    held: bool,
}

fn lock(vm: &mut Vm, value: Value) -> Result<Ref<Opaque>, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(lock) if vm.heap[lock].get::<Lock>().is_some() => Ok(lock),
        _ => Err(vm.type_error("a lock is required")),
    }
}

fn held(vm: &mut Vm, lock: Ref<Opaque>) -> &mut bool {
    &mut vm.heap[lock].get_mut::<Lock>().expect("checked when the lock was an argument").held
}

/// What threads that wait for the lock wait on.
fn key(lock: Ref<Opaque>) -> u64 {
    lock.address() as u64
}

fn allocate_lock(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let class = vm.native_class_at("_thread.lock", LOCK);
    Ok(vm.opaque(class, Lock { held: false }))
}

fn lock_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = allocate_lock(vm, &[])?;
    match arguments[0] {
        Value::Class(class) => Ok(vm.wrap(class, lock)),
        _ => Ok(lock),
    }
}

fn lock_acquire(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = lock(vm, arguments[0])?;
    let patience = patience(vm, arguments[1], arguments[2])?;
    if !std::mem::replace(held(vm, lock), true) {
        return Ok(Value::Bool(true));
    }
    match patience {
        Patience::None => Ok(Value::Bool(false)),
        Patience::Until(deadline) => Err(wait(lock, deadline, |_, _, woken| {
            // Whoever released it has left it held, for this thread.
            Ok(Value::Bool(matches!(woken, Woken::Notified(_))))
        })),
    }
}

/// Waits for the lock that a thread holds until its end, and leaves it free.
fn join(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = lock(vm, arguments[0])?;
    let thread = vm.int_argument(arguments[1])?;
    let Patience::Until(deadline) = patience(vm, Value::Unbound, arguments[2])? else {
        unreachable!("a wait without `blocking` waits")
    };
    if !*held(vm, lock) {
        return Ok(Value::Bool(true));
    }
    let state = vec![Value::Opaque(lock)];
    let subject = Some(crate::wire::WaitOn::Thread(tid(thread)));
    let resume = |vm: &mut Vm, state: &[Value], woken| match woken {
        Woken::Notified(_) => lock_release(vm, state).map(|_| Value::Bool(true)),
        _ => Ok(Value::Bool(false)),
    };
    Err(Escape::Wait(Box::new(Wait { on: WaitOn::Key(key(lock)), deadline, label: "thread join", subject, state, resume })))
}

fn wait(lock: Ref<Opaque>, deadline: Option<f64>, resume: fn(&mut Vm, &[Value], Woken) -> NativeResult) -> Escape {
    let state = vec![Value::Opaque(lock)];
    Escape::Wait(Box::new(Wait { on: WaitOn::Key(key(lock)), deadline, label: "lock", subject: None, state, resume }))
}

fn lock_release(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = lock(vm, arguments[0])?;
    if !*held(vm, lock) {
        return Err(vm.runtime_error("release unlocked lock"));
    }
    if !vm.wake(key(lock), Value::None) {
        *held(vm, lock) = false;
    }
    Ok(Value::None)
}

fn lock_locked(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = lock(vm, arguments[0])?;
    Ok(Value::Bool(*held(vm, lock)))
}

fn lock_enter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    lock_acquire(vm, &[arguments[0], Value::Unbound, Value::Unbound])
}

fn lock_exit(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    lock_release(vm, arguments)
}

fn lock_reset(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = lock(vm, arguments[0])?;
    *held(vm, lock) = false;
    Ok(Value::None)
}

fn lock_repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = lock(vm, arguments[0])?;
    let state = if *held(vm, lock) { "locked" } else { "unlocked" };
    let address = lock.address();
    Ok(vm.str(format!("<{state} _thread.lock object at {address:#x}>")))
}

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

fn rlock_data(vm: &mut Vm, lock: Ref<Opaque>) -> &mut RLock {
    vm.heap[lock].get_mut::<RLock>().expect("checked when the lock was an argument")
}

fn rlock_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let native = vm.native_class_at("_thread.RLock", RLOCK);
    let lock = vm.opaque(native, RLock::default());
    match arguments[0] {
        Value::Class(class) => Ok(vm.wrap(class, lock)),
        _ => Ok(lock),
    }
}

fn rlock_acquire(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let patience = patience(vm, arguments[1], arguments[2])?;
    rlock_take(vm, lock, patience, 1)
}

fn rlock_take(vm: &mut Vm, lock: Ref<Opaque>, patience: Patience, count: i64) -> NativeResult {
    let tid = vm.current_tid();
    let data = rlock_data(vm, lock);
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
    let state = vec![Value::Opaque(lock), Value::Int(count)];
    let resume = |vm: &mut Vm, state: &[Value], woken: Woken| {
        let (Value::Opaque(lock), Value::Int(count)) = (state[0], state[1]) else {
            unreachable!("the state was made above")
        };
        if !matches!(woken, Woken::Notified(_)) {
            return Ok(Value::Bool(false));
        }
        let owner = Some(vm.current_tid());
        *rlock_data(vm, lock) = RLock { held: true, owner, count };
        Ok(Value::Bool(true))
    };
    Err(Escape::Wait(Box::new(Wait { on: WaitOn::Key(key(lock)), deadline, label: "lock", subject: None, state, resume })))
}

fn rlock_release(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let tid = vm.current_tid();
    let data = rlock_data(vm, lock);
    if data.owner != Some(tid) {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    data.count -= 1;
    if data.count == 0 {
        rlock_hand_over(vm, lock);
    }
    Ok(Value::None)
}

fn rlock_hand_over(vm: &mut Vm, lock: Ref<Opaque>) {
    rlock_data(vm, lock).owner = None;
    rlock_data(vm, lock).count = 0;
    if !vm.wake(key(lock), Value::None) {
        rlock_data(vm, lock).held = false;
    }
}

fn rlock_locked(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    Ok(Value::Bool(rlock_data(vm, lock).held))
}

fn rlock_enter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    rlock_acquire(vm, &[arguments[0], Value::Unbound, Value::Unbound])
}

fn rlock_exit(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    rlock_release(vm, arguments)
}

fn rlock_is_owned(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let tid = vm.current_tid();
    Ok(Value::Bool(rlock_data(vm, lock).owner == Some(tid)))
}

fn rlock_recursion_count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let tid = vm.current_tid();
    let data = rlock_data(vm, lock);
    Ok(Value::Int(if data.owner == Some(tid) { data.count } else { 0 }))
}

fn rlock_release_save(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let data = rlock_data(vm, lock);
    let count = data.count;
    if count == 0 {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    rlock_hand_over(vm, lock);
    Ok(Value::Int(count))
}

fn rlock_acquire_restore(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let count = vm.int_argument(arguments[1])?;
    rlock_take(vm, lock, Patience::Until(None), count)
}

fn rlock_reset(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    *rlock_data(vm, lock) = RLock::default();
    Ok(Value::None)
}

fn rlock_repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let lock = rlock(vm, arguments[0])?;
    let data = rlock_data(vm, lock);
    let state = if data.held { "locked" } else { "unlocked" };
    let (owner, count) = (data.owner.map_or(0, ident), data.count);
    let address = lock.address();
    Ok(vm.str(format!("<{state} _thread.RLock object owner={owner} count={count} at {address:#x}>")))
}
