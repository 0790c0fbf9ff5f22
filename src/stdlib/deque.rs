//! `_collections`: the double-ended queue under `collections.deque`.

use std::collections::VecDeque;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", new),
    method("_set_maxlen", "(self, maxlen, /)", set_maxlen),
    method("append", "(self, item, /)", append),
    method("appendleft", "(self, item, /)", append_left),
    method("_extend", "(self, items, /)", extend),
    method("pop", "(self, /)", pop),
    method("popleft", "(self, /)", pop_left),
    method("clear", "(self, /)", clear),
    method("rotate", "(self, n=1, /)", rotate),
    method("_item", "(self, index, /)", item),
    method("__setitem__", "(self, index, value, /)", set_item),
    method("__len__", "(self, /)", len),
    method("__bool__", "(self, /)", |vm, arguments| Ok(Value::Bool(!deque(vm, arguments[0])?.items.is_empty()))),
    method("__iter__", "(self, /)", iter),
    getter("maxlen", maxlen, None),
];

pub const NATIVES: &[NativeDef] = &[];

/// Adds the class.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let class = vm.native_class_at("_collections.deque", METHODS);
    vm.define(module, "deque", class);
}

struct Deque {
    items: VecDeque<Value>,
    maxlen: Option<usize>,
}

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    if let Some(deque) = data.downcast_ref::<Deque>() {
        deque.items.iter().for_each(|item| visitor.value(*item));
    }
}

fn deque(vm: &mut Vm, value: Value) -> Result<&mut Deque, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(object) if vm.heap[object].get::<Deque>().is_some() => {
            Ok(vm.heap[object].get_mut().expect("checked above"))
        }
        _ => Err(vm.type_error("a deque is required")),
    }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let native = vm.native_class_at("_collections.deque", METHODS);
    let made = vm.traced_opaque(native, Deque { items: VecDeque::new(), maxlen: None }, trace);
    match arguments[0] {
        Value::Class(class) => Ok(vm.wrap(class, made)),
        _ => Ok(made),
    }
}

fn set_maxlen(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let maxlen = match arguments[1] {
        Value::None => None,
        value => match usize::try_from(vm.int_argument(value)?) {
            Ok(maxlen) => Some(maxlen),
            Err(_) => return Err(vm.value_error("maxlen must be non-negative")),
        },
    };
    deque(vm, arguments[0])?.maxlen = maxlen;
    Ok(Value::None)
}

fn maxlen(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(deque(vm, arguments[0])?.maxlen.map_or(Value::None, |maxlen| Value::Int(maxlen as i64)))
}

impl Deque {
    fn push_back(&mut self, item: Value) {
        self.items.push_back(item);
        if self.maxlen.is_some_and(|maxlen| self.items.len() > maxlen) {
            self.items.pop_front();
        }
    }
}

fn append(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    deque(vm, arguments[0])?.push_back(arguments[1]);
    vm.heap.charge(16);
    Ok(Value::None)
}

fn append_left(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let deque = deque(vm, arguments[0])?;
    deque.items.push_front(arguments[1]);
    if deque.maxlen.is_some_and(|maxlen| deque.items.len() > maxlen) {
        deque.items.pop_back();
    }
    vm.heap.charge(16);
    Ok(Value::None)
}

fn extend(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let items = vm.items_argument(arguments[1])?;
    vm.heap.charge(items.len() * 16);
    let deque = deque(vm, arguments[0])?;
    items.into_iter().for_each(|item| deque.push_back(item));
    Ok(Value::None)
}

fn popped(vm: &mut Vm, item: Option<Value>) -> NativeResult {
    item.ok_or_else(|| vm.index_error("pop from an empty deque"))
}

fn pop(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let item = deque(vm, arguments[0])?.items.pop_back();
    popped(vm, item)
}

fn pop_left(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let item = deque(vm, arguments[0])?.items.pop_front();
    popped(vm, item)
}

fn clear(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    deque(vm, arguments[0])?.items.clear();
    Ok(Value::None)
}

fn rotate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let steps = arguments[1].bound().map_or(Ok(1), |steps| vm.int_argument(steps))?;
    let items = &mut deque(vm, arguments[0])?.items;
    if !items.is_empty() {
        let length = items.len() as i64;
        items.rotate_right(steps.rem_euclid(length) as usize);
    }
    Ok(Value::None)
}

fn index(vm: &mut Vm, deque_value: Value, index: Value) -> Result<usize, Escape> {
    let index = vm.int_argument(index)?;
    let length = deque(vm, deque_value)?.items.len() as i64;
    let at = if index < 0 { index + length } else { index };
    if (0..length).contains(&at) { Ok(at as usize) } else { Err(vm.index_error("deque index out of range")) }
}

fn item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let at = index(vm, arguments[0], arguments[1])?;
    Ok(deque(vm, arguments[0])?.items[at])
}

fn set_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let at = index(vm, arguments[0], arguments[1])?;
    deque(vm, arguments[0])?.items[at] = arguments[2];
    Ok(Value::None)
}

fn len(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let length = deque(vm, arguments[0])?.items.len();
    Ok(vm.index(length))
}

/// Iterates over what is in the deque now.
fn iter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let items: Vec<Value> = deque(vm, arguments[0])?.items.iter().copied().collect();
    let list = vm.new_list(items);
    Ok(vm.iter(Iter::List { list, index: 0 }))
}
