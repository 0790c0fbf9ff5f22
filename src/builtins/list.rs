//! The methods of `list`.

use crate::builtins::shared::{self, class_argument, receiver};
use crate::builtins::sorting;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::representation::data_repr;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", new),
    method("__init__", "(self, iterable=(), /)", init).gathering(1),
    method("__repr__", "(self, /)", data_repr),
    method("__eq__", "(self, value, /)", shared::eq),
    method("__ne__", "(self, value, /)", shared::ne),
    method("__lt__", "(self, value, /)", shared::lt),
    method("__le__", "(self, value, /)", shared::le),
    method("__gt__", "(self, value, /)", shared::gt),
    method("__ge__", "(self, value, /)", shared::ge),
    method("__len__", "(self, /)", shared::len),
    method("__iter__", "(self, /)", shared::iter),
    method("__reversed__", "(self, /)", reversed),
    method("__contains__", "(self, key, /)", contains),
    method("__getitem__", "(self, index, /)", get_item),
    method("__setitem__", "(self, key, value, /)", set_item),
    method("__delitem__", "(self, key, /)", delete_item),
    method("__add__", "(self, value, /)", add),
    method("__iadd__", "(self, value, /)", add_in_place),
    method("__mul__", "(self, value, /)", multiply),
    method("__rmul__", "(self, value, /)", multiply),
    method("__imul__", "(self, value, /)", multiply_in_place),
    method("append", "(self, object, /)", append),
    method("extend", "(self, iterable, /)", extend),
    method("insert", "(self, index, object, /)", insert),
    method("pop", "(self, index=-1, /)", pop),
    method("remove", "(self, value, /)", remove),
    method("clear", "(self, /)", clear),
    method("copy", "(self, /)", copy),
    method("index", "(self, value, start=0, stop=9223372036854775807, /)", index),
    method("count", "(self, value, /)", count),
    method("reverse", "(self, /)", reverse),
    method("sort", "(self, /, *, key=None, reverse=False)", sort),
    class_method("__class_getitem__", "(cls, item, /)", shared::deferred),
];

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "list")?;
    let list = vm.list(Vec::new());
    Ok(vm.wrap(class, list))
}

pub fn init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    let items = match arguments[1] {
        Value::Unbound => Vec::new(),
        iterable => vm.collect(iterable)?,
    };
    vm.heap.charge(items.len() * 16);
    vm.heap[list].0 = items;
    Ok(Value::None)
}

fn reversed(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    let index = vm.heap[list].0.len();
    Ok(vm.iter(Iter::ListReversed { list, index }))
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    let found = vm.position(list.into(), arguments[1], Value::Unbound, Value::Unbound)?;
    Ok(Value::Bool(found.is_some()))
}

/// The place of `index` in a list of `len` items.
fn place(index: i64, len: usize) -> Option<usize> {
    let index = if index < 0 { index + len as i64 } else { index };
    usize::try_from(index).ok().filter(|index| *index < len)
}

fn get_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    if let Value::Slice(slice) = arguments[1] {
        let (span, _) = vm.slice_span(slice, vm.heap[list].0.len())?;
        let items = &vm.heap[list].0;
        let selected = match span.step {
            1 => items[span.at(0).min(items.len())..][..span.count].to_vec(),
            _ => span.indices().map(|index| items[index]).collect(),
        };
        return Ok(vm.list(selected));
    }
    let index = vm.item_index(arguments[1], "list")?;
    match place(index, vm.heap[list].0.len()) {
        Some(index) => Ok(vm.heap[list].0[index]),
        None => Err(vm.index_error("list index out of range")),
    }
}

fn set_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    if let Value::Slice(slice) = arguments[1] {
        return set_slice(vm, list, slice, arguments[2]);
    }
    let index = vm.item_index(arguments[1], "list")?;
    match place(index, vm.heap[list].0.len()) {
        Some(index) => vm.heap[list].0[index] = arguments[2],
        None => return Err(vm.index_error("list assignment index out of range")),
    }
    Ok(Value::None)
}

fn set_slice(vm: &mut Vm, list: Ref<List>, slice: Ref<Slice>, value: Value) -> NativeResult {
    let (span, _) = vm.slice_span(slice, vm.heap[list].0.len())?;
    let extended = span.step != 1;
    let items = match vm.collect(value) {
        Err(Escape::Raise(_)) if vm.iterator(value).is_err() => {
            return Err(vm.type_error("must assign iterable to extended slice"));
        }
        items => items?,
    };
    if !extended {
        vm.heap.charge(items.len() * 16);
        let start = span.at(0);
        vm.heap[list].0.splice(start..start + span.count, items);
        return Ok(Value::None);
    }
    if items.len() != span.count {
        let (given, wanted) = (items.len(), span.count);
        return Err(vm.value_error(format!(
            "attempt to assign sequence of size {given} to extended slice of size {wanted}"
        )));
    }
    for (index, item) in span.indices().zip(items) {
        vm.heap[list].0[index] = item;
    }
    Ok(Value::None)
}

fn delete_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    let len = vm.heap[list].0.len();
    if let Value::Slice(slice) = arguments[1] {
        let (span, _) = vm.slice_span(slice, len)?;
        if span.step == 1 {
            vm.heap[list].0.drain(span.at(0)..span.at(0) + span.count);
        } else {
            let mut doomed: Vec<usize> = span.indices().collect();
            if span.step < 0 {
                doomed.reverse();
            }
            let (mut doomed, mut index) = (doomed.into_iter().peekable(), 0..);
            vm.heap[list].0.retain(|_| index.next().is_some_and(|index| doomed.next_if_eq(&index).is_none()));
        }
        return Ok(Value::None);
    }
    let index = vm.item_index(arguments[1], "list")?;
    match place(index, len) {
        Some(index) => drop(vm.heap[list].0.remove(index)),
        None => return Err(vm.index_error("list assignment index out of range")),
    }
    Ok(Value::None)
}

fn add(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    let Value::List(other) = vm.unwrap(arguments[1]) else {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(format!("can only concatenate list (not \"{name}\") to list")));
    };
    let items = [&vm.heap[list].0[..], &vm.heap[other].0[..]].concat();
    Ok(vm.list(items))
}

fn add_in_place(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    extend(vm, arguments)?;
    Ok(arguments[0])
}

fn multiply(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    match repeated(vm, list, arguments[1])? {
        Some(items) => Ok(vm.list(items)),
        None => vm.not_a_count(arguments[1]),
    }
}

fn multiply_in_place(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    match repeated(vm, list, arguments[1])? {
        Some(items) => {
            vm.heap.charge(items.len() * 16);
            vm.heap[list].0 = items;
            Ok(arguments[0])
        }
        None => vm.not_a_count(arguments[1]),
    }
}

fn repeated(vm: &mut Vm, list: Ref<List>, count: Value) -> Result<Option<Vec<Value>>, Escape> {
    let count = vm.repeat_count(count, vm.heap[list].0.len())?;
    Ok(count.map(|count| vm.heap[list].0.repeat(count)))
}

fn append(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    vm.heap[list].0.push(arguments[1]);
    vm.heap.charge(16);
    Ok(Value::None)
}

fn extend(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    let items = vm.collect(arguments[1])?;
    vm.heap.charge(items.len() * 16);
    vm.heap[list].0.extend(items);
    Ok(Value::None)
}

fn insert(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    let index = vm.to_index(arguments[1])?.clamped();
    let len = vm.heap[list].0.len() as i64;
    let index = if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) };
    vm.heap[list].0.insert(index as usize, arguments[2]);
    vm.heap.charge(16);
    Ok(Value::None)
}

fn pop(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    if arguments[1].is_unbound() {
        return match vm.heap[list].0.pop() {
            Some(item) => Ok(item),
            None => Err(vm.index_error("pop from empty list")),
        };
    }
    let index = vm.to_size(arguments[1])?;
    let len = vm.heap[list].0.len();
    match place(index, len) {
        Some(index) => Ok(vm.heap[list].0.remove(index)),
        None if len == 0 => Err(vm.index_error("pop from empty list")),
        None => Err(vm.index_error("pop index out of range")),
    }
}

fn remove(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    match vm.position(list.into(), arguments[1], Value::Unbound, Value::Unbound)? {
        Some(index) => {
            vm.heap[list].0.remove(index);
            Ok(Value::None)
        }
        None => Err(vm.value_error("list.remove(x): x not in list")),
    }
}

fn clear(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    vm.heap[list].0 = Vec::new();
    Ok(Value::None)
}

fn copy(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    let items = vm.heap[list].0.clone();
    Ok(vm.list(items))
}

fn index(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    match vm.position(list.into(), arguments[1], arguments[2], arguments[3])? {
        Some(index) => Ok(vm.index(index)),
        None => Err(vm.value_error("list.index(x): x not in list")),
    }
}

fn count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    vm.count_items(list.into(), arguments[1]).map(Value::Int)
}

fn reverse(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    vm.heap[list].0.reverse();
    Ok(Value::None)
}

fn sort(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    let items = vm.heap[list].0.clone();
    let sorted = sorting::sorted(vm, items, arguments[1], arguments[2])?;
    vm.heap[list].0 = sorted;
    Ok(Value::None)
}
