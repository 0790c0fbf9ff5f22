//! The methods of `tuple`.

use crate::builtins::shared::{self, class_argument, receiver};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::representation::data_repr;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, iterable=(), /)", new).gathering(1),
    method("__repr__", "(self, /)", data_repr),
    method("__hash__", "(self, /)", shared::hash),
    method("__eq__", "(self, value, /)", shared::eq),
    method("__ne__", "(self, value, /)", shared::ne),
    method("__lt__", "(self, value, /)", shared::lt),
    method("__le__", "(self, value, /)", shared::le),
    method("__gt__", "(self, value, /)", shared::gt),
    method("__ge__", "(self, value, /)", shared::ge),
    method("__len__", "(self, /)", shared::len),
    method("__iter__", "(self, /)", shared::iter),
    method("__contains__", "(self, key, /)", contains),
    method("__getitem__", "(self, key, /)", get_item),
    method("__add__", "(self, value, /)", add),
    method("__mul__", "(self, value, /)", multiply),
    method("__rmul__", "(self, value, /)", multiply),
    method("__getnewargs__", "(self, /)", new_arguments),
    method("index", "(self, value, start=0, stop=9223372036854775807, /)", index),
    method("count", "(self, value, /)", count),
    class_method("__class_getitem__", "(cls, item, /)", shared::deferred),
];

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "tuple")?;
    let items = match arguments[1] {
        Value::Unbound => Vec::new(),
        same @ Value::Tuple(_) if class == vm.types.tuple => return Ok(same),
        iterable => vm.collect(iterable)?,
    };
    let tuple = vm.tuple(items);
    Ok(vm.wrap(class, tuple))
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let tuple = receiver!(vm, arguments[0], Tuple, "tuple");
    let found = vm.position(tuple.into(), arguments[1], Value::Unbound, Value::Unbound)?;
    Ok(Value::Bool(found.is_some()))
}

fn get_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let tuple = receiver!(vm, arguments[0], Tuple, "tuple");
    let len = vm.heap[tuple].0.len();
    if let Value::Slice(slice) = arguments[1] {
        let (span, _) = vm.slice_span(slice, len)?;
        if span.step == 1 && span.count == len {
            return Ok(tuple.into());
        }
        let selected: Vec<Value> = span.indices().map(|index| vm.heap[tuple].0[index]).collect();
        return Ok(vm.tuple(selected));
    }
    let index = vm.item_index(arguments[1], "tuple")?;
    let place = if index < 0 { index + len as i64 } else { index };
    match usize::try_from(place).ok().and_then(|place| vm.heap[tuple].0.get(place)) {
        Some(item) => Ok(*item),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn add(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let tuple = receiver!(vm, arguments[0], Tuple, "tuple");
    let Value::Tuple(other) = vm.unwrap(arguments[1]) else {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(format!("can only concatenate tuple (not \"{name}\") to tuple")));
    };
    let items = [&vm.heap[tuple].0[..], &vm.heap[other].0[..]].concat();
    Ok(vm.tuple(items))
}

fn multiply(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let tuple = receiver!(vm, arguments[0], Tuple, "tuple");
    match vm.repeat_count(arguments[1], vm.heap[tuple].0.len())? {
        Some(1) => Ok(tuple.into()),
        Some(count) => {
            let items = vm.heap[tuple].0.repeat(count);
            Ok(vm.tuple(items))
        }
        None => vm.not_a_count(arguments[1]),
    }
}

fn new_arguments(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let tuple = receiver!(vm, arguments[0], Tuple, "tuple");
    Ok(vm.tuple([tuple.into()]))
}

fn index(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let tuple = receiver!(vm, arguments[0], Tuple, "tuple");
    match vm.position(tuple.into(), arguments[1], arguments[2], arguments[3])? {
        Some(index) => Ok(vm.index(index)),
        None => Err(vm.value_error("tuple.index(x): x not in tuple")),
    }
}

fn count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let tuple = receiver!(vm, arguments[0], Tuple, "tuple");
    vm.count_items(tuple.into(), arguments[1]).map(Value::Int)
}
