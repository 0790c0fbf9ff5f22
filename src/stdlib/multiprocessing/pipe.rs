//! `PipeEnd`: one end of a pipe, and waiting for any of several objects.

use super::calls::{self, park};
use super::queue::queue_of;
use crate::object::*;
use crate::vm::native::*;
use crate::vm::wait::Woken;
use crate::vm::{Exc, Vm};
use crate::wire::{Bytes as WireBytes, Pid, PipeEnd, PipeId, Reply, Side, ToKernel, Waitable};

const METHODS: &[NativeDef] = &[
    method("send", "(self, item, ends, /)", send),
    method("receive", "(self, /)", receive),
    method("close", "(self, /)", close),
    method("_id", "(self, /)", id),
    getter("closed", |vm, arguments| Ok(Value::Bool(end(vm, arguments[0])?.closed)), None),
];

/// This process's copy of an end.
struct End {
    end: PipeEnd,
    closed: bool,
}

/// The objects for open ends: those that die are closed, as CPython closes them when it frees them.
#[derive(Default)]
pub struct OpenEnds(Vec<Ref<Opaque>>);

impl OpenEnds {
    /// Takes out the objects that are dead or closed, and returns the ends that the dead ones have left open.
    fn prune(&mut self, heap: &Heap, marked: &Visitor) -> Vec<PipeEnd> {
        let open = |object: Ref<Opaque>| heap[object].get::<End>().filter(|end| !end.closed).map(|end| end.end);
        let (living, dead): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.0).into_iter().partition(|object| marked.has_reached(Value::Opaque(*object)));
        self.0 = living.into_iter().filter(|object| open(*object).is_some()).collect();
        dead.into_iter().filter_map(open).collect()
    }
}

/// Whether this process has an open end.
pub fn holds_pipe_ends(vm: &Vm) -> bool {
    !vm.stdlib.processes.open_ends.0.is_empty()
}

/// Before the sweep: the open ends of which the objects have not been reached.
pub fn dead_pipe_ends(vm: &mut Vm, heap: &Heap, marked: &Visitor) -> Vec<PipeEnd> {
    vm.stdlib.processes.open_ends.prune(heap, marked)
}

pub fn close_pipe_ends(vm: &mut Vm, ends: Vec<PipeEnd>) {
    for end in ends {
        vm.host.send(ToKernel::ClosePipe { end });
    }
}

pub fn class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("_multiprocessing.PipeEnd", METHODS)
}

/// The end that an object stands for, if it is an open one.
pub fn pipe_end_of(vm: &Vm, value: Value) -> Option<PipeEnd> {
    match value {
        Value::Opaque(object) => vm.heap[object].get::<End>().filter(|end| !end.closed).map(|end| end.end),
        _ => None,
    }
}

fn end(vm: &mut Vm, value: Value) -> Result<&mut End, Escape> {
    match value {
        Value::Opaque(object) if vm.heap[object].get::<End>().is_some() => {
            Ok(vm.heap[object].get_mut().expect("checked above"))
        }
        _ => Err(vm.type_error("a PipeEnd is required")),
    }
}

fn open_end(vm: &mut Vm, value: Value) -> Result<PipeEnd, Escape> {
    match pipe_end_of(vm, value) {
        Some(end) => Ok(end),
        None => Err(vm.raise(Exc::OSError, "handle is closed")),
    }
}

fn end_value(vm: &mut Vm, end: PipeEnd) -> Value {
    let class = class(vm);
    let object = vm.opaque(class, End { end, closed: false });
    if let Value::Opaque(object) = object {
        vm.stdlib.processes.open_ends.0.push(object);
    }
    object
}

/// Makes a pipe: `(left, right)`.
pub fn make(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let duplex = vm.flag_argument(arguments[0], true)?;
    let what = super::described(vm, arguments[1])?;
    let pipe = PipeId(vm.next_shared());
    vm.host.send(ToKernel::CreatePipe { pipe, duplex, what });
    let ends = [Side::Left, Side::Right].map(|side| end_value(vm, PipeEnd { pipe, side }));
    Ok(vm.tuple(ends))
}

/// What was received: the bytes, and the pipe ends in them.
pub fn item_value(vm: &mut Vm, item: WireBytes, ends: Vec<PipeEnd>) -> Value {
    let bytes = vm.bytes(item.0);
    let ends = ends.into_iter().map(|end| end_value(vm, end)).collect();
    let ends = vm.list(ends);
    vm.tuple([bytes, ends])
}

/// The end objects for a list of `(pid, count, side)`: a new process holds those ends from the start.
pub fn adopt(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut ends = Vec::new();
    for item in vm.items_argument(arguments[0])? {
        let parts = vm.items_argument(item)?;
        let [pid, count, side] = parts[..] else {
            return Err(vm.type_error("a pipe end has three parts"));
        };
        let pipe = PipeId(super::id_argument(vm, pid, count)?);
        let side = if vm.int_argument(side)? == 0 { Side::Left } else { Side::Right };
        ends.push(end_value(vm, PipeEnd { pipe, side }));
    }
    Ok(vm.list(ends))
}

fn send(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let end = open_end(vm, arguments[0])?;
    let item = WireBytes(vm.bytes_argument(arguments[1])?);
    let ends = super::ends_argument(vm, arguments[2])?;
    let (call, tid, at) = (vm.stdlib.next_call(), vm.current_tid(), vm.host.monotonic_ms());
    vm.host.send(ToKernel::Send { call, end, tid, at, item, ends });
    Err(park(call, "connection send", None, &[], |vm, _, woken| match calls::reply(woken) {
        Some(Reply::Done) | None => Ok(Value::None),
        Some(other) => Err(calls::unexpected(vm, other)),
    }))
}

fn receive(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let end = open_end(vm, arguments[0])?;
    let (call, tid) = (vm.stdlib.next_call(), vm.current_tid());
    vm.host.send(ToKernel::Receive { call, end, tid, blocking: true });
    Err(park(call, "connection recv", None, &[], |vm, _, woken| match calls::reply(woken) {
        Some(Reply::Item { item, ends }) => Ok(item_value(vm, item, ends)),
        Some(other) => Err(calls::unexpected(vm, other)),
        None => Ok(Value::None),
    }))
}

fn close(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let end = end(vm, arguments[0])?;
    if !std::mem::replace(&mut end.closed, true) {
        let end = end.end;
        vm.host.send(ToKernel::ClosePipe { end });
    }
    Ok(Value::None)
}

/// `(pid, count, side)`.
fn id(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let PipeEnd { pipe, side } = end(vm, arguments[0])?.end;
    let side = i64::from(side == Side::Right);
    Ok(vm.tuple([Value::Int(pipe.0.pid.0.into()), Value::Int(pipe.0.count.into()), Value::Int(side)]))
}

/// Waits until one of the objects is ready: pipe ends, queues, or the pids of children. Returns the
/// list of their indices, which is empty if the time is up.
pub fn wait_any(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut on = Vec::new();
    for object in vm.items_argument(arguments[0])? {
        on.push(waitable(vm, object)?);
    }
    let deadline = calls::deadline(vm, arguments[1])?;
    let blocking = deadline.is_none_or(|deadline| deadline > vm.host.monotonic_ms());
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::WaitAny { call, on, blocking });
    Err(park(call, "connection wait", deadline, &[], became_ready))
}

fn waitable(vm: &mut Vm, object: Value) -> Result<Waitable, Escape> {
    if let Some(queue) = queue_of(vm, object) {
        return Ok(Waitable::Queue(queue));
    }
    if let Some(pid) = vm.as_int(object) {
        return Ok(Waitable::Process(Pid(pid as u32)));
    }
    Ok(Waitable::Pipe(open_end(vm, object)?))
}

fn became_ready(vm: &mut Vm, state: &[Value], woken: Woken) -> NativeResult {
    let ready = match calls::reply(woken) {
        Some(Reply::Ready { ready }) => ready,
        Some(Reply::Cancelled) => Vec::new(),
        Some(other) => return Err(calls::unexpected(vm, other)),
        None => return Err(calls::give_up(vm, "connection wait", state, became_ready)),
    };
    let ready = ready.into_iter().map(|index| Value::Int(index.into())).collect();
    Ok(vm.list(ready))
}
