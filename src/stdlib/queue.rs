//! `_queue`: the unbounded queue between threads.

use std::collections::VecDeque;

use super::thread::Patience;
use crate::object::*;
use crate::vm::native::*;
use crate::vm::wait::{Wait, WaitOn, Woken};
use crate::vm::{Exc, Vm};

const PATH: &str = "_queue.SimpleQueue";

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /)", new),
    method("put", "(self, item, block=True, timeout=None)", put),
    method("put_nowait", "(self, item)", put),
    method("get", "(self, block=True, timeout=None)", get),
    method("get_nowait", "(self)", |vm, arguments| get(vm, &[arguments[0], Value::Bool(false), Value::Unbound])),
    method("empty", "(self)", |vm, arguments| Ok(Value::Bool(items(vm, arguments[0])?.1.is_empty()))),
    method("qsize", "(self)", |vm, arguments| {
        let size = items(vm, arguments[0])?.1.len();
        Ok(vm.index(size))
    }),
    class_method("__class_getitem__", "(cls, item, /)", |_, _| Err(Escape::Defer)),
];

/// Adds the classes.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let class = vm.native_class_at(PATH, METHODS);
    vm.define(module, "SimpleQueue", class);
    let empty = empty(vm);
    vm.define(module, "Empty", empty);
}

fn empty(vm: &mut Vm) -> Ref<Class> {
    vm.native_exception("_queue.Empty", Exc::Exception)
}

struct SimpleQueue(VecDeque<Value>);

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    if let Some(queue) = data.downcast_ref::<SimpleQueue>() {
        queue.0.iter().for_each(|item| visitor.value(*item));
    }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let native = vm.native_class_at(PATH, METHODS);
    let queue = vm.traced_opaque(native, SimpleQueue(VecDeque::new()), trace);
    match arguments[0] {
        Value::Class(class) => Ok(vm.wrap(class, queue)),
        _ => Ok(queue),
    }
}

fn items(vm: &mut Vm, value: Value) -> Result<(Ref<Opaque>, &mut VecDeque<Value>), Escape> {
    match vm.unwrap(value) {
        Value::Opaque(queue) if vm.heap[queue].get::<SimpleQueue>().is_some() => {
            Ok((queue, &mut vm.heap[queue].get_mut::<SimpleQueue>().expect("checked above").0))
        }
        _ => Err(vm.type_error("a SimpleQueue is required")),
    }
}

/// What threads wait on that wait for an item.
fn key(queue: Ref<Opaque>) -> u64 {
    queue.address() as u64
}

/// Gives the item to the thread that has waited longest, if there is one.
fn put(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (queue, _) = items(vm, arguments[0])?;
    if !vm.wake(key(queue), arguments[1]) {
        items(vm, arguments[0])?.1.push_back(arguments[1]);
        vm.heap.charge(16);
    }
    Ok(Value::None)
}

fn get(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let blocking = vm.flag_argument(arguments[1], true)?;
    let timeout = match arguments[2] {
        Value::None => Value::Unbound,
        given => given,
    };
    if blocking
        && let Some(seconds) = timeout.bound()
        && vm.float_argument(seconds)? < 0.0
    {
        return Err(vm.value_error("'timeout' must be a non-negative number"));
    }
    let (queue, items) = items(vm, arguments[0])?;
    if let Some(item) = items.pop_front() {
        return Ok(item);
    }
    if !blocking {
        return Err(raise_empty(vm));
    }
    let Patience::Until(deadline) = super::thread::patience(vm, Value::Unbound, timeout)? else {
        return Err(raise_empty(vm));
    };
    let resume = |vm: &mut Vm, _: &[Value], woken| match woken {
        Woken::Notified(item) => Ok(item),
        _ => Err(raise_empty(vm)),
    };
    let state = vec![Value::Opaque(queue)];
    Err(Escape::Wait(Box::new(Wait { on: WaitOn::Key(key(queue)), deadline, label: "an item in a queue", subject: None, state, resume })))
}

fn raise_empty(vm: &mut Vm) -> Escape {
    let class = empty(vm);
    let exception = vm.new_exception(class, &[]);
    Escape::Raise(exception.into())
}
