//! `collections.deque`: a sequence that is quick at both ends.

use std::collections::VecDeque;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::ordering::Compare;

pub const PATH: &str = "collections.deque";

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", new),
    method("__init__", "(self, iterable=(), maxlen=None)", init),
    method("append", "(self, item, /)", append),
    method("appendleft", "(self, item, /)", append_left),
    method("extend", "(self, iterable, /)", extend),
    method("extendleft", "(self, iterable, /)", extend_left),
    method("pop", "(self, /)", pop),
    method("popleft", "(self, /)", pop_left),
    method("clear", "(self, /)", clear),
    method("rotate", "(self, n=1, /)", rotate),
    method("reverse", "(self, /)", reverse),
    method("insert", "(self, index, value, /)", insert),
    method("count", "(self, value, /)", count),
    method("remove", "(self, value, /)", remove),
    method("_find", "(self, value, start, stop, /)", find),
    method("__contains__", "(self, key, /)", contains),
    method("__getitem__", "(self, key, /)", item),
    method("__setitem__", "(self, key, value, /)", set_item),
    method("__delitem__", "(self, key, /)", delete_item),
    method("__len__", "(self, /)", len),
    method("__bool__", "(self, /)", |vm, arguments| Ok(Value::Bool(!deque(vm, arguments[0])?.items.is_empty()))),
    method("__iter__", "(self, /)", |vm, arguments| iterator(vm, arguments[0], false)),
    method("__reversed__", "(self, /)", |vm, arguments| iterator(vm, arguments[0], true)),
    method("__eq__", "(self, value, /)", |vm, arguments| equal(vm, arguments, true)),
    method("__ne__", "(self, value, /)", |vm, arguments| equal(vm, arguments, false)),
    method("__lt__", "(self, value, /)", |vm, arguments| order(vm, arguments, Compare::Lt)),
    method("__le__", "(self, value, /)", |vm, arguments| order(vm, arguments, Compare::Le)),
    method("__gt__", "(self, value, /)", |vm, arguments| order(vm, arguments, Compare::Gt)),
    method("__ge__", "(self, value, /)", |vm, arguments| order(vm, arguments, Compare::Ge)),
    method("__sizeof__", "(self, /)", |vm, arguments| Ok(Value::Int(64 + 8 * deque(vm, arguments[0])?.items.capacity() as i64))),
    getter("maxlen", maxlen, None),
];

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    if let Some(deque) = data.downcast_ref::<Deque>() {
        deque.items.iter().for_each(|item| visitor.value(*item));
    }
}

fn is_deque(vm: &Vm, value: Value) -> Option<Ref<Opaque>> {
    match vm.unwrap(value) {
        Value::Opaque(object) if vm.heap[object].get::<Deque>().is_some() => Some(object),
        _ => None,
    }
}

fn deque(vm: &mut Vm, value: Value) -> Result<&mut Deque, Escape> {
    match is_deque(vm, value) {
        Some(object) => Ok(vm.heap[object].get_mut().expect("checked before")),
        None => Err(vm.type_error("a deque is required")),
    }
}

fn items(vm: &mut Vm, value: Value) -> Result<Vec<Value>, Escape> {
    Ok(deque(vm, value)?.items.iter().copied().collect())
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let native = vm.native_class_at(PATH, METHODS);
    let made = vm.traced_opaque(native, Deque { items: VecDeque::new(), maxlen: None, changes: 0 }, trace);
    match arguments[0] {
        Value::Class(class) => Ok(vm.wrap(class, made)),
        _ => Ok(made),
    }
}

fn init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let maxlen = match arguments[2] {
        Value::None | Value::Unbound => None,
        value => match usize::try_from(vm.size_argument(value)?) {
            Ok(maxlen) => Some(maxlen),
            Err(_) => return Err(vm.value_error("maxlen must be non-negative")),
        },
    };
    let content = match arguments[1] {
        Value::Unbound => Vec::new(),
        iterable => collected(vm, iterable)?,
    };
    let deque = deque(vm, arguments[0])?;
    deque.maxlen = maxlen;
    deque.items.clear();
    add_all(vm, arguments[0], content, Deque::push_back)
}

/// The items of an iterable; those of a deque need no iterator.
fn collected(vm: &mut Vm, iterable: Value) -> Result<Vec<Value>, Escape> {
    match iterable {
        Value::Opaque(_) if is_deque(vm, iterable).is_some() => items(vm, iterable),
        iterable => vm.collect(iterable),
    }
}

fn add_all(vm: &mut Vm, receiver: Value, content: Vec<Value>, add: fn(&mut Deque, Value)) -> NativeResult {
    vm.heap.charge(content.len() * 16);
    let deque = deque(vm, receiver)?;
    content.into_iter().for_each(|item| add(deque, item));
    Ok(Value::None)
}

fn maxlen(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(deque(vm, arguments[0])?.maxlen.map_or(Value::None, |maxlen| Value::Int(maxlen as i64)))
}

fn append(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    deque(vm, arguments[0])?.push_back(arguments[1]);
    vm.heap.charge(16);
    Ok(Value::None)
}

fn append_left(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    deque(vm, arguments[0])?.push_front(arguments[1]);
    vm.heap.charge(16);
    Ok(Value::None)
}

fn extend(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let content = collected(vm, arguments[1])?;
    add_all(vm, arguments[0], content, Deque::push_back)
}

fn extend_left(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let content = collected(vm, arguments[1])?;
    add_all(vm, arguments[0], content, Deque::push_front)
}

fn popped(vm: &mut Vm, item: Option<Value>) -> NativeResult {
    item.ok_or_else(|| vm.index_error("pop from an empty deque"))
}

fn pop(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let deque = deque(vm, arguments[0])?;
    deque.changes += 1;
    let item = deque.items.pop_back();
    popped(vm, item)
}

fn pop_left(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let deque = deque(vm, arguments[0])?;
    deque.changes += 1;
    let item = deque.items.pop_front();
    popped(vm, item)
}

fn clear(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let deque = deque(vm, arguments[0])?;
    deque.changes += 1;
    deque.items.clear();
    Ok(Value::None)
}

fn rotate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let steps = vm.size_or(arguments[1], 1)?;
    let deque = deque(vm, arguments[0])?;
    if !deque.items.is_empty() {
        deque.changes += 1;
        let length = deque.items.len() as i64;
        deque.items.rotate_right(steps.rem_euclid(length) as usize);
    }
    Ok(Value::None)
}

fn reverse(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    deque(vm, arguments[0])?.items.make_contiguous().reverse();
    Ok(Value::None)
}

fn insert(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let at = vm.size_argument(arguments[1])?;
    let deque = deque(vm, arguments[0])?;
    let length = deque.items.len() as i64;
    if deque.maxlen.is_some_and(|maxlen| length >= maxlen as i64) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let at = (if at < 0 { at.saturating_add(length) } else { at }).clamp(0, length);
    deque.changes += 1;
    deque.items.insert(at as usize, arguments[2]);
    vm.heap.charge(16);
    Ok(Value::None)
}

fn count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut found = 0;
    for item in items(vm, arguments[0])? {
        found += i64::from(vm.same_or_equal(item, arguments[1])?);
    }
    Ok(Value::Int(found))
}

fn place_of(vm: &mut Vm, receiver: Value, wanted: Value) -> Result<Option<usize>, Escape> {
    for (place, item) in items(vm, receiver)?.into_iter().enumerate() {
        if vm.same_or_equal(item, wanted)? {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(Value::Bool(place_of(vm, arguments[0], arguments[1])?.is_some()))
}

fn remove(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match place_of(vm, arguments[0], arguments[1])? {
        Some(place) => {
            let deque = deque(vm, arguments[0])?;
            deque.changes += 1;
            deque.items.remove(place);
            Ok(Value::None)
        }
        None => Err(vm.value_error("deque.remove(x): x not in deque")),
    }
}

/// Where `value` is between two places that are within the deque; -1 if nowhere.
fn find(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (start, stop) = (vm.size_argument(arguments[2])? as usize, vm.size_argument(arguments[3])? as usize);
    let all = items(vm, arguments[0])?;
    for (place, item) in all.iter().enumerate().take(stop).skip(start) {
        if vm.same_or_equal(*item, arguments[1])? {
            return Ok(Value::Int(place as i64));
        }
    }
    Ok(Value::Int(-1))
}

fn index(vm: &mut Vm, receiver: Value, index: Value) -> Result<usize, Escape> {
    if let Value::Slice(_) = index {
        return Err(vm.type_error("sequence index must be integer, not 'slice'"));
    }
    let length = deque(vm, receiver)?.items.len();
    match vm.place(index, length)? {
        Some(place) => Ok(place),
        None => Err(vm.index_error("deque index out of range")),
    }
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

fn delete_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let at = index(vm, arguments[0], arguments[1])?;
    let deque = deque(vm, arguments[0])?;
    deque.changes += 1;
    deque.items.remove(at);
    Ok(Value::None)
}

/// How many items a deque has; `None` for any other object.
pub fn length(vm: &Vm, object: Ref<Opaque>) -> Option<usize> {
    vm.heap[object].get::<Deque>().map(|deque| deque.items.len())
}

fn len(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let length = deque(vm, arguments[0])?.items.len();
    Ok(vm.index(length))
}

fn iterator(vm: &mut Vm, receiver: Value, reversed: bool) -> NativeResult {
    let Some(object) = is_deque(vm, receiver) else { return Err(vm.type_error("a deque is required")) };
    let changes = deque(vm, receiver)?.changes;
    Ok(vm.iter(Iter::Deque { deque: object, changes, at: 0, reversed }))
}

fn equal(vm: &mut Vm, arguments: &[Value], wanted: bool) -> NativeResult {
    if is_deque(vm, arguments[1]).is_none() {
        return Ok(Value::NotImplemented);
    }
    let (a, b) = (items(vm, arguments[0])?, items(vm, arguments[1])?);
    let (a, b) = (vm.list(a), vm.list(b));
    Ok(Value::Bool(vm.equal(a, b)? == wanted))
}

fn order(vm: &mut Vm, arguments: &[Value], op: Compare) -> NativeResult {
    if is_deque(vm, arguments[1]).is_none() {
        return Ok(Value::NotImplemented);
    }
    let (a, b) = (items(vm, arguments[0])?, items(vm, arguments[1])?);
    let (a, b) = (vm.list(a), vm.list(b));
    Ok(Value::Bool(vm.compare(op, a, b)?))
}
