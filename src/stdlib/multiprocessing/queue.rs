//! `Queue`: a message queue that the kernel keeps.

use std::collections::VecDeque;

use super::calls::{self, park};
use super::pipe;
use crate::sorted::SortedMap;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::wait::{Wait, WaitOn, Woken};
use crate::wire::{Bytes as WireBytes, CallId, QueueId, Reply, Tid, ToKernel};

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, maxsize, what, /)", new),
    static_method("_rebuild", "(maxsize, pid, count, /)", rebuild),
    method("put", "(self, item, block=True, timeout=None, /)", put),
    method("next_put", "(self, /)", next_put),
    method("feed", "(self, item, ends, /)", feed),
    method("drop_put", "(self, /)", drop_put),
    method("end_puts", "(self, /)", end_puts),
    method("forget_puts", "(self, /)", forget_puts),
    method("flush", "(self, /)", flush),
    method("post", "(self, item, ends, /)", post),
    method("put_through", "(self, item, ends, /)", put_through),
    method("get", "(self, block=True, timeout=None, /)", get),
    method("state", "(self, /)", state),
    method("task_done", "(self, /)", task_done),
    method("join", "(self, /)", join),
    method("_id", "(self, /)", id),
];

/// A process's handle of a queue.
struct Queue {
    id: QueueId,
    max_items: u32,
    puts: VecDeque<Put>,
    /// The thread that put what the feeder deals with now, and when.
    feeding: Option<(Tid, f64)>,
}

/// What a thread has put and the feeder has not pickled yet.
struct Put {
    /// Nothing: the feeder is to end.
    object: Option<Value>,
    tid: Tid,
    at: f64,
}

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    if let Some(queue) = data.downcast_ref::<Queue>() {
        queue.puts.iter().filter_map(|put| put.object).for_each(|object| visitor.value(object));
    }
}

fn handle(vm: &mut Vm, id: QueueId, max_items: u32) -> Value {
    let class = class(vm);
    vm.traced_opaque(class, Queue { id, max_items, puts: VecDeque::new(), feeding: None }, trace)
}

/// The items of queues that the kernel has lent this process.
#[derive(Default)]
pub struct Lent(SortedMap<QueueId, VecDeque<WireBytes>>);

impl Lent {
    pub fn lend(&mut self, queue: QueueId, items: &[WireBytes]) {
        self.0.entry(queue).or_default().extend(items.iter().cloned());
    }

    fn take(&mut self, queue: QueueId) -> Option<WireBytes> {
        self.0.get_mut(&queue)?.pop_front()
    }

    /// They are the kernel's again.
    pub fn forget(&mut self, queue: QueueId) {
        self.0.remove(&queue);
    }

    /// Returns everything.
    pub fn return_all(&mut self, out: &mut Vec<ToKernel>) {
        let queues = std::mem::take(&mut self.0);
        out.extend(queues.into_iter().filter(|(_, items)| !items.is_empty()).map(|(queue, _)| ToKernel::ReturnItems { queue }));
    }
}

pub fn class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("_multiprocessing.Queue", METHODS)
}

/// The queue that an object stands for, if it is one.
pub fn queue_of(vm: &Vm, value: Value) -> Option<QueueId> {
    match value {
        Value::Opaque(object) => vm.heap[object].get::<Queue>().map(|queue| queue.id),
        _ => None,
    }
}

fn queue(vm: &mut Vm, value: Value) -> Result<QueueId, Escape> {
    Ok(state_of(vm, value)?.1.id)
}

fn state_of(vm: &mut Vm, value: Value) -> Result<(Ref<Opaque>, &mut Queue), Escape> {
    match value {
        Value::Opaque(object) if vm.heap[object].get::<Queue>().is_some() => {
            Ok((object, vm.heap[object].get_mut::<Queue>().expect("checked above")))
        }
        _ => Err(vm.type_error("a Queue is required")),
    }
}

/// What the feeder waits on.
fn key(object: Ref<Opaque>) -> u64 {
    object.address() as u64
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let max_items = vm.int_argument(arguments[1])?.clamp(0, i64::from(i32::MAX)) as u32;
    let what = super::described(vm, arguments[2])?;
    let id = QueueId(vm.next_shared());
    vm.host.send(ToKernel::CreateQueue { queue: id, max_items, what });
    Ok(handle(vm, id, max_items))
}

fn rebuild(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let max_items = vm.int_argument(arguments[0])? as u32;
    let id = QueueId(super::id_argument(vm, arguments[1], arguments[2])?);
    Ok(handle(vm, id, max_items))
}

fn id(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let id = queue(vm, arguments[0])?.0;
    Ok(super::id_value(vm, id))
}

/// Leaves an object to the feeder; returns whether there was room. It counts as put from now on.
fn put(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let queue = state_of(vm, arguments[0])?.1;
    let (id, bounded) = (queue.id, queue.max_items > 0);
    let patience = calls::patience(vm, arguments[2], arguments[3])?;
    if !bounded {
        vm.host.send(ToKernel::Promise { queue: id, count: 1 });
        leave(vm, arguments[0], Some(arguments[1]))?;
        return Ok(Value::Bool(true));
    }
    let (call, tid) = (vm.stdlib.next_call(), vm.current_tid());
    vm.host.send(ToKernel::AwaitRoom { call, queue: id, tid, blocking: patience.blocking() });
    Err(park(call, "queue put", patience.deadline(), &arguments[..2], was_admitted))
}

fn was_admitted(vm: &mut Vm, state: &[Value], woken: Woken) -> NativeResult {
    match calls::reply(woken) {
        Some(Reply::Done) => {
            leave(vm, state[1], Some(state[2]))?;
            Ok(Value::Bool(true))
        }
        Some(Reply::Full | Reply::Cancelled) => Ok(Value::Bool(false)),
        Some(other) => Err(calls::unexpected(vm, other)),
        None => Err(calls::give_up(vm, "queue put", state, was_admitted)),
    }
}

fn leave(vm: &mut Vm, queue: Value, object: Option<Value>) -> Result<(), Escape> {
    let (tid, at) = (vm.current_tid(), vm.host.monotonic_ms());
    let (handle, queue) = state_of(vm, queue)?;
    queue.puts.push_back(Put { object, tid, at });
    vm.heap.charge(std::mem::size_of::<Put>());
    vm.wake(key(handle), Value::None);
    Ok(())
}

/// The feeder takes the next object; the handle itself means that there will be none.
fn next_put(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (handle, queue) = state_of(vm, arguments[0])?;
    if let Some(put) = queue.puts.pop_front() {
        queue.feeding = Some((put.tid, put.at));
        return Ok(put.object.unwrap_or(arguments[0]));
    }
    let (on, state) = (WaitOn::Key(key(handle)), vec![arguments[0]]);
    let resume = |vm: &mut Vm, state: &[Value], _| next_put(vm, state);
    Err(Escape::Wait(Box::new(Wait { on, deadline: None, label: "an item to send", subject: None, state, resume })))
}

/// Sends the bytes of the object that the feeder took last, in the name of the thread that put it.
fn feed(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let put = state_of(vm, arguments[0])?.1.feeding.take();
    send(vm, arguments, None, put)
}

/// The object that the feeder took last cannot be sent.
fn drop_put(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let queue = queue(vm, arguments[0])?;
    vm.host.send(ToKernel::BreakPromise { queue });
    Ok(Value::None)
}

/// Tells the feeder to end after what was put.
fn end_puts(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    leave(vm, arguments[0], None)?;
    Ok(Value::None)
}

/// What was put is the business of another process's feeder.
fn forget_puts(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    state_of(vm, arguments[0])?.1.puts.clear();
    Ok(Value::None)
}

/// Sends bytes whether there is room or not, without a feeder.
fn post(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    send(vm, arguments, None, None)
}

/// Sends bytes and waits until they are in the pipe: `SimpleQueue.put`.
fn put_through(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let call = vm.stdlib.next_call();
    send(vm, arguments, Some(call), None)?;
    Err(park(call, "queue put", None, &[], |vm, _, woken| match calls::reply(woken) {
        Some(Reply::Done | Reply::Cancelled) | None => Ok(Value::None),
        Some(other) => Err(calls::unexpected(vm, other)),
    }))
}

fn send(vm: &mut Vm, arguments: &[Value], call: Option<CallId>, put: Option<(Tid, f64)>) -> NativeResult {
    let queue = queue(vm, arguments[0])?;
    let item = WireBytes(vm.bytes_argument(arguments[1])?);
    let ends = super::ends_argument(vm, arguments[2])?;
    let (tid, at) = put.unwrap_or_else(|| (vm.current_tid(), vm.host.monotonic_ms()));
    vm.stdlib.processes.put_into.insert(queue);
    vm.host.send(ToKernel::Put { call, queue, tid, at, item, ends, promised: put.is_some() });
    Ok(Value::None)
}

/// Takes an item: returns `(bytes, ends)`, or None if there is none in time.
fn get(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let id = queue(vm, arguments[0])?;
    let patience = calls::patience(vm, arguments[1], arguments[2])?;
    if let Some(item) = vm.stdlib.processes.lent.take(id) {
        let (tid, at) = (vm.current_tid(), vm.host.monotonic_ms());
        vm.host.send(ToKernel::Taken { queue: id, tid, at });
        return Ok(pipe::item_value(vm, item, Vec::new()));
    }
    let (call, tid) = (vm.stdlib.next_call(), vm.current_tid());
    vm.host.send(ToKernel::Get { call, queue: id, tid, blocking: patience.blocking() });
    Err(park(call, "queue get", patience.deadline(), &[], was_taken))
}

fn was_taken(vm: &mut Vm, state: &[Value], woken: Woken) -> NativeResult {
    match calls::reply(woken) {
        Some(Reply::Item { item, ends }) => Ok(pipe::item_value(vm, item, ends)),
        Some(Reply::Empty | Reply::Cancelled) => Ok(Value::None),
        Some(other) => Err(calls::unexpected(vm, other)),
        None => Err(calls::give_up(vm, "queue get", state, was_taken)),
    }
}

/// `(size, empty, full)`.
fn state(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let id = queue(vm, arguments[0])?;
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::QueueState { call, queue: id });
    Err(park(call, "queue state", None, &[], |vm, _, woken| match calls::reply(woken) {
        Some(Reply::QueueState { size, empty, full }) => {
            Ok(vm.tuple([Value::Int(size.into()), Value::Bool(empty), Value::Bool(full)]))
        }
        Some(other) => Err(calls::unexpected(vm, other)),
        None => Ok(Value::None),
    }))
}

/// Returns whether there was a task that could be done.
fn task_done(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let id = queue(vm, arguments[0])?;
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::TaskDone { call, queue: id });
    Err(park(call, "queue task_done", None, &[], |_, _, woken| {
        Ok(Value::Bool(!matches!(calls::reply(woken), Some(Reply::TooMany))))
    }))
}

fn join(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let id = queue(vm, arguments[0])?;
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::JoinQueue { call, queue: id });
    Err(park(call, "queue join", None, &[], |_, _, _| Ok(Value::None)))
}

/// Waits until all that this process has put into the queue is in its pipe.
fn flush(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let queue = queue(vm, arguments[0])?;
    Err(flushed(vm, vec![queue]))
}

/// The same for all queues but those in the list.
pub fn flush_all(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let cancelled: Vec<QueueId> =
        vm.items_argument(arguments[0])?.into_iter().filter_map(|value| queue_of(vm, value)).collect();
    let queues: Vec<QueueId> =
        vm.stdlib.processes.put_into.iter().copied().filter(|queue| !cancelled.contains(queue)).collect();
    if queues.is_empty() {
        return Ok(Value::None);
    }
    Err(flushed(vm, queues))
}

fn flushed(vm: &mut Vm, queues: Vec<QueueId>) -> Escape {
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::Flush { call, queues });
    park(call, "queue flush", None, &[], |_, _, _| Ok(Value::None))
}
