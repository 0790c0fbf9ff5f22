//! Handles of threads: what `Thread.join` waits on, and which threads the process waits for at its end.

use super::{Patience, ident, patience, start, tid};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::wait::{Wait, WaitOn, Woken};
use crate::wire::{self, Tid};

const PATH: &str = "_thread._ThreadHandle";

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /)", |vm, _| Ok(Value::Opaque(new(vm, Handle::Unused)))),
    getter("ident", get_ident, None),
    method("join", "(self, timeout=None, /)", join),
    method("is_done", "(self, /)", |vm, arguments| {
        let handle = handle(vm, arguments[0])?;
        Ok(Value::Bool(matches!(state(vm, handle), Handle::Done(_))))
    }),
    method("_set_done", "(self, /)", set_done),
    method("__repr__", "(self, /)", repr),
];

/// How far the thread is.
#[derive(Clone, Copy)]
enum Handle {
    Unused,
    Running(Tid),
    Done(Tid),
}

/// A running thread that has a handle.
pub struct Running {
    tid: Tid,
    handle: Ref<Opaque>,
    daemon: bool,
}

impl Running {
    pub fn visit(&self, visitor: &mut Visitor) {
        visitor.reference(self.handle);
    }
}

pub fn class(vm: &mut Vm) -> Ref<Class> {
    let class = vm.native_class_at(PATH, METHODS);
    vm.heap[class].layout = Layout::Final;
    class
}

fn new(vm: &mut Vm, state: Handle) -> Ref<Opaque> {
    let class = class(vm);
    match vm.opaque(class, state) {
        Value::Opaque(handle) => handle,
        _ => unreachable!("an opaque object was made"),
    }
}

fn handle(vm: &mut Vm, value: Value) -> Result<Ref<Opaque>, Escape> {
    match value {
        Value::Opaque(handle) if vm.heap[handle].get::<Handle>().is_some() => Ok(handle),
        _ => Err(vm.type_error("'handle' must be a _ThreadHandle")),
    }
}

fn state(vm: &mut Vm, handle: Ref<Opaque>) -> Handle {
    *vm.heap[handle].get::<Handle>().expect("checked when the handle was an argument")
}

/// What those wait on who join the thread.
fn key(handle: Ref<Opaque>) -> u64 {
    handle.address() as u64
}

fn get_ident(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let handle = handle(vm, arguments[0])?;
    Ok(Value::Int(match state(vm, handle) {
        Handle::Unused => 0,
        Handle::Running(tid) | Handle::Done(tid) => ident(tid),
    }))
}

/// Starts a thread that its handle can be joined by.
pub fn start_joinable_thread(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [function, given, daemon] = [arguments[0], arguments[1], arguments[2]];
    if !crate::builtins::functions::is_callable(vm, function) {
        return Err(vm.type_error("thread function must be callable"));
    }
    let daemon = vm.flag_argument(daemon, true)?;
    let handle = match given {
        Value::Unbound | Value::None => new(vm, Handle::Unused),
        given => handle(vm, given)?,
    };
    if !matches!(state(vm, handle), Handle::Unused) {
        return Err(vm.runtime_error("thread already started"));
    }
    let (args, kwargs) = (vm.tuple(Vec::new()), vm.new_dict().into());
    let tid = start(vm, function, args, kwargs)?;
    run(vm, handle, tid, daemon);
    Ok(Value::Opaque(handle))
}

/// A handle for a thread that runs already. It is not told of the thread's end.
pub fn make_thread_handle(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let tid = tid(vm.int_argument(arguments[0])?);
    Ok(Value::Opaque(new(vm, Handle::Running(tid))))
}

fn run(vm: &mut Vm, handle: Ref<Opaque>, tid: Tid, daemon: bool) {
    *vm.heap[handle].get_mut::<Handle>().expect("it is a handle") = Handle::Running(tid);
    vm.stdlib.running_threads.push(Running { tid, handle, daemon });
}

/// A thread has ended, or has not come along into a forked child: wakes who waits for it.
pub fn thread_ended(vm: &mut Vm, tid: Tid) {
    let ended: Vec<_> = vm.stdlib.running_threads.extract_if(.., |running| running.tid == tid).collect();
    for running in ended {
        end(vm, running.handle, tid);
    }
}

fn end(vm: &mut Vm, handle: Ref<Opaque>, tid: Tid) {
    *vm.heap[handle].get_mut::<Handle>().expect("it is a handle") = Handle::Done(tid);
    while vm.wake(key(handle), Value::None) {}
}

fn set_done(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let handle = handle(vm, arguments[0])?;
    match state(vm, handle) {
        Handle::Unused => Err(vm.runtime_error("thread not started")),
        Handle::Done(_) => Ok(Value::None),
        Handle::Running(tid) => {
            vm.stdlib.running_threads.retain(|running| running.handle != handle);
            end(vm, handle, tid);
            Ok(Value::None)
        }
    }
}

fn join(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let handle = handle(vm, arguments[0])?;
    // Any negative number of seconds is for ever.
    let timeout = match arguments[1] {
        Value::None => Value::Unbound,
        seconds => Value::Float(Some(vm.float_argument(seconds)?).filter(|seconds| *seconds >= 0.0).unwrap_or(-1.0)),
    };
    let patience = patience(vm, Value::Unbound, timeout)?;
    match state(vm, handle) {
        Handle::Unused => Err(vm.runtime_error("thread not started")),
        Handle::Done(_) => Ok(Value::None),
        Handle::Running(tid) if tid == vm.current_tid() => Err(vm.runtime_error("Cannot join current thread")),
        Handle::Running(tid) => match patience {
            Patience::None => Ok(Value::None),
            Patience::Until(deadline) => Err(wait(handle, tid, deadline, |_, _, _| Ok(Value::None))),
        },
    }
}

fn wait(
    handle: Ref<Opaque>,
    tid: Tid,
    deadline: Option<f64>,
    resume: fn(&mut Vm, &[Value], Woken) -> NativeResult,
) -> Escape {
    let state = vec![Value::Opaque(handle)];
    let subject = Some(wire::WaitOn::Thread(tid));
    Escape::Wait(Box::new(Wait { on: WaitOn::Key(key(handle)), deadline, label: "join", subject, state, resume }))
}

/// Waits for all threads that are not daemons; then no more can be started.
pub fn shutdown(vm: &mut Vm, _: &[Value]) -> NativeResult {
    await_all(vm)
}

fn await_all(vm: &mut Vm) -> NativeResult {
    let current = vm.current_tid();
    let next = vm.stdlib.running_threads.iter().find(|running| !running.daemon && running.tid != current);
    match next {
        Some(&Running { tid, handle, .. }) => Err(wait(handle, tid, None, |vm, _, _| await_all(vm))),
        None => {
            vm.stdlib.threads_over = true;
            Ok(Value::None)
        }
    }
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let ident = get_ident(vm, arguments)?;
    let ident = vm.as_int(ident).expect("an identifier is a number");
    Ok(vm.str(format!("<_ThreadHandle object: ident={ident}>")))
}
