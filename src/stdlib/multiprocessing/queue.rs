//! `Queue`: a message queue that the kernel keeps.

use std::collections::{BTreeMap, VecDeque};

use super::calls::{self, park};
use super::pipe;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::wait::Woken;
use crate::wire::{Bytes as WireBytes, PutUntil, QueueId, Reply, ToKernel};

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, maxsize, what, /)", new),
    static_method("_rebuild", "(maxsize, pid, count, /)", rebuild),
    method("put", "(self, item, ends, block=True, timeout=None, /)", put),
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
}

/// The items of queues that the kernel has lent this process.
#[derive(Default)]
pub struct Lent(BTreeMap<QueueId, VecDeque<WireBytes>>);

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
    match queue_of(vm, value) {
        Some(queue) => Ok(queue),
        None => Err(vm.type_error("a Queue is required")),
    }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let max_items = vm.int_argument(arguments[1])?.clamp(0, i64::from(i32::MAX)) as u32;
    let what = super::described(vm, arguments[2])?;
    let id = QueueId(vm.next_shared());
    vm.host.send(ToKernel::CreateQueue { queue: id, max_items, what });
    let class = class(vm);
    Ok(vm.opaque(class, Queue { id, max_items }))
}

fn rebuild(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let max_items = vm.int_argument(arguments[0])? as u32;
    let id = QueueId(super::id_argument(vm, arguments[1], arguments[2])?);
    let class = class(vm);
    Ok(vm.opaque(class, Queue { id, max_items }))
}

fn id(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let id = queue(vm, arguments[0])?.0;
    Ok(super::id_value(vm, id))
}

/// Puts bytes; returns whether there was room. An unbounded queue needs no answer.
fn put(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let id = queue(vm, arguments[0])?;
    let bounded = match arguments[0] {
        Value::Opaque(object) => vm.heap[object].get::<Queue>().is_some_and(|queue| queue.max_items > 0),
        _ => false,
    };
    let patience = calls::patience(vm, arguments[3], arguments[4])?;
    let until = if patience.blocking() { PutUntil::Accepted } else { PutUntil::Now };
    send_item(vm, id, arguments, bounded, until)?;
    if !bounded {
        return Ok(Value::Bool(true));
    }
    let call = vm.stdlib.last_call();
    Err(park(call, "queue put", patience.deadline(), &[], was_put))
}

fn send_item(vm: &mut Vm, id: QueueId, arguments: &[Value], asks: bool, until: PutUntil) -> Result<(), Escape> {
    let item = WireBytes(vm.bytes_argument(arguments[1])?);
    let ends = super::ends_argument(vm, arguments[2])?;
    let (tid, at) = (vm.current_tid(), vm.host.monotonic_ms());
    let call = asks.then(|| vm.stdlib.next_call());
    vm.stdlib.processes.put_into.insert(id);
    vm.host.send(ToKernel::Put { call, queue: id, tid, at, item, ends, until });
    Ok(())
}

fn was_put(vm: &mut Vm, state: &[Value], woken: Woken) -> NativeResult {
    match calls::reply(woken) {
        Some(Reply::Done) => Ok(Value::Bool(true)),
        Some(Reply::Full | Reply::Cancelled) => Ok(Value::Bool(false)),
        Some(other) => Err(calls::unexpected(vm, other)),
        None => Err(calls::give_up(vm, "queue put", state, was_put)),
    }
}

/// Puts bytes and waits until they are in the pipe: `SimpleQueue.put`.
fn put_through(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let id = queue(vm, arguments[0])?;
    send_item(vm, id, arguments, true, PutUntil::Flushed)?;
    let call = vm.stdlib.last_call();
    Err(park(call, "queue put", None, &[], was_put))
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

/// Waits until all that this process has put into its queues is in their pipes; not for those in
/// the list, which were told not to wait.
pub fn flush(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let cancelled: Vec<QueueId> =
        vm.items_argument(arguments[0])?.into_iter().filter_map(|value| queue_of(vm, value)).collect();
    let queues: Vec<QueueId> =
        vm.stdlib.processes.put_into.iter().copied().filter(|queue| !cancelled.contains(queue)).collect();
    if queues.is_empty() {
        return Ok(Value::None);
    }
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::Flush { call, queues });
    Err(park(call, "queue flush", None, &[], |_, _, _| Ok(Value::None)))
}
