//! The methods of `dict_keys`, `dict_values` and `dict_items`.

use crate::builtins::shared::{self, receiver};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::representation::data_repr;

/// What all three have.
pub const COMMON: &[NativeDef] = &[
    method("__repr__", "(self, /)", data_repr),
    method("__len__", "(self, /)", shared::len),
    method("__iter__", "(self, /)", shared::iter),
    method("__reversed__", "(self, /)", reversed),
    getter("mapping", mapping, None),
];

/// What keys and items have: they are like sets.
pub const SET_LIKE: &[NativeDef] = &[
    method("__eq__", "(self, value, /)", shared::eq),
    method("__ne__", "(self, value, /)", shared::ne),
    method("__lt__", "(self, value, /)", shared::lt),
    method("__le__", "(self, value, /)", shared::le),
    method("__gt__", "(self, value, /)", shared::gt),
    method("__ge__", "(self, value, /)", shared::ge),
    method("__contains__", "(self, key, /)", contains),
    method("__and__", "(self, value, /)", and),
    method("__rand__", "(self, value, /)", and),
    method("__or__", "(self, value, /)", or),
    method("__ror__", "(self, value, /)", or),
    method("__sub__", "(self, value, /)", |vm, arguments| subtract(vm, arguments[0], arguments[1])),
    method("__rsub__", "(self, value, /)", |vm, arguments| subtract(vm, arguments[1], arguments[0])),
    method("__xor__", "(self, value, /)", xor),
    method("__rxor__", "(self, value, /)", xor),
    method("isdisjoint", "(self, other, /)", is_disjoint),
];

fn reversed(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let view = receiver!(vm, arguments[0], DictView, "dict_keys");
    let DictView { dict, side } = vm.heap[view];
    let iter = vm.dict_iter(dict, side, true);
    Ok(vm.iter(iter))
}

fn mapping(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let view = receiver!(vm, arguments[0], DictView, "dict_keys");
    let dict = vm.heap[view].dict;
    Ok(Value::MappingProxy(vm.heap.allocate(MappingProxy(dict))))
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(Value::Bool(vm.set_like_contains(arguments[0], arguments[1])?))
}

fn new_set(vm: &mut Vm, table: SetTable) -> Value {
    Value::Set(vm.heap.allocate(Set(table)))
}

/// A set of what `iterable` gives.
fn set_of(vm: &mut Vm, iterable: Value) -> Result<Value, Escape> {
    let table = vm.table_from(iterable)?;
    Ok(new_set(vm, table))
}

fn and(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let other = set_of(vm, arguments[1])?;
    let mut table = SetTable::default();
    for (hash, element) in vm.set_elements(other) {
        if vm.set_like_contains(arguments[0], element)? {
            table.insert_new(hash, element);
        }
    }
    Ok(new_set(vm, table))
}

fn or(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let other = set_of(vm, arguments[1])?;
    let mut table = vm.table_from(arguments[0])?;
    for (hash, element) in vm.set_elements(other) {
        vm.table_add(&mut table, hash, element)?;
    }
    Ok(new_set(vm, table))
}

fn subtract(vm: &mut Vm, from: Value, what: Value) -> NativeResult {
    let (from, what) = (set_of(vm, from)?, set_of(vm, what)?);
    let mut table = SetTable::default();
    for (hash, element) in vm.set_elements(from) {
        if vm.set_find_hashed(what, hash, element)?.is_none() {
            table.insert_new(hash, element);
        }
    }
    Ok(new_set(vm, table))
}

fn xor(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (a, b) = (set_of(vm, arguments[0])?, set_of(vm, arguments[1])?);
    let mut table = SetTable::default();
    for (these, those) in [(a, b), (b, a)] {
        for (hash, element) in vm.set_elements(these) {
            if vm.set_find_hashed(those, hash, element)?.is_none() {
                table.insert_new(hash, element);
            }
        }
    }
    Ok(new_set(vm, table))
}

fn is_disjoint(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let other = set_of(vm, arguments[1])?;
    for (_, element) in vm.set_elements(other) {
        if vm.set_like_contains(arguments[0], element)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}
