//! `_collectionscore`: the natives under `_collections`.

mod counting;
pub mod deque;
pub mod field;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] = &[
    function("_count_elements", "(mapping, iterable, /)", counting::count_elements),
    function("_pop_first", "(dict, /)", pop_first),
    function("_move", "(dict, key, last, /)", move_key),
];

/// Adds the classes.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let deque = vm.native_class_at(deque::PATH, deque::METHODS);
    vm.define(module, "deque", deque);
    vm.define(module, "_deque_iterator", vm.types.deque_iterator);
    vm.define(module, "_deque_reverse_iterator", vm.types.deque_reverse_iterator);
    let field = vm.native_class_at(field::PATH, field::METHODS);
    vm.heap[field].without_dict = false;
    vm.define(module, "_tuplegetter", field);
}

fn dict_argument(vm: &mut Vm, value: Value) -> Result<Ref<Dict>, Escape> {
    match vm.unwrap(value) {
        Value::Dict(dict) => Ok(dict),
        _ => Err(vm.type_error("a dict is required")),
    }
}

/// Removes the first entry of a dict that has one.
fn pop_first(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = dict_argument(vm, arguments[0])?;
    match vm.heap[dict].remove_first() {
        Some(entry) => Ok(vm.tuple([entry.key, entry.value])),
        None => Err(vm.raise(crate::vm::Exc::KeyError, "dictionary is empty")),
    }
}

/// Moves a key to either end of a dict.
fn move_key(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = dict_argument(vm, arguments[0])?;
    let last = vm.truth(arguments[2])?;
    let Some(place) = vm.dict_find(dict, arguments[1])? else { return Err(vm.key_error(arguments[1])) };
    if last {
        let entry = vm.heap[dict].remove_at(place);
        vm.dict_add(dict, entry.hash, entry.key, entry.value);
    } else {
        vm.heap[dict].move_to_front(place);
    }
    Ok(Value::None)
}
