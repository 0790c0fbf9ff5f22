//! `_count_elements`: what `Counter` counts with.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::gathering::{Gather, Sink};
use crate::vm::native::*;

/// Counts the items of `iterable` in `mapping`. Where Python code has to be called, the prelude's function gets
/// the items that are left.
pub fn count_elements(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Dict(dict) = vm.unwrap(arguments[0]) else { return Err(Escape::Defer) };
    if !is_plain(vm, arguments[0]) {
        return Err(Escape::Defer);
    }
    if let Some(generator) = vm.plain_generator(arguments[1]) {
        let sink = Sink::Count { counts: dict, mapping: arguments[0] };
        return Err(Escape::Gather(Box::new(Gather { generator, sink })));
    }
    let items = vm.collect(arguments[1])?;
    for (place, item) in items.iter().enumerate() {
        match count(vm, dict, *item) {
            Ok(true) => {}
            Err(Escape::Raise(exception)) => return Err(Escape::Raise(exception)),
            _ => {
                let rest = vm.list(items[place..].to_vec());
                return Err(vm.call_prelude("_count_items", &[arguments[0], rest]));
            }
        }
    }
    Ok(Value::None)
}

impl Vm {
    /// Adds one to the count of `item`, unless that needs Python; returns whether it was done.
    pub fn count_item(&mut self, counts: Ref<Dict>, item: Value) -> bool {
        matches!(count(self, counts, item), Ok(true))
    }
}

/// Adds one to the count of `item`; false where the count is no small int.
fn count(vm: &mut Vm, dict: Ref<Dict>, item: Value) -> Result<bool, Escape> {
    let hash = vm.hash_key(item)?;
    match vm.dict_find_hashed(dict, hash, item)? {
        None => vm.dict_add(dict, hash, item, Value::Int(1)),
        Some(place) => {
            let Some(Value::Int(count)) = vm.heap[dict].entry_at(place).map(|entry| entry.value) else { return Ok(false) };
            let Some(more) = count.checked_add(1) else { return Ok(false) };
            vm.dict_replace_at(dict, place, Value::Int(more));
        }
    }
    Ok(true)
}

/// Whether a derived class reads and writes items as `dict` does.
fn is_plain(vm: &mut Vm, mapping: Value) -> bool {
    let class = vm.class_of(mapping);
    ["get", "__setitem__", "__getitem__"].into_iter().all(|name| {
        let name = vm.intern(name);
        match vm.lookup(class, name) {
            Some(Value::Native(native)) => matches!(vm.heap[native].owner, Value::Class(owner) if owner == vm.types.dict),
            _ => false,
        }
    })
}
