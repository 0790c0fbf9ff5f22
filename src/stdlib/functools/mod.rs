//! `_functoolscore`: the natives under `_functools`.

pub mod cache;
mod partial;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] = &[
    function("_new_partial", "(cls, func, args, keywords, placeholder, /)", partial::make),
    function("_set_partial", "(partial, func, args, keywords, placeholder, attributes, /)", partial::set),
    function("_cache_parts", "(wrapper, /)", cache::parts),
    function("_count_hit", "(wrapper, hit, /)", cache::count),
];

/// Adds the classes.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let partial = vm.native_class_at(partial::PATH, partial::METHODS);
    let wrapper = vm.native_class_at(cache::PATH, cache::METHODS);
    for (name, class) in [("partial", partial), ("_lru_cache_wrapper", wrapper)] {
        vm.heap[class].without_dict = false;
        vm.define(module, name, class);
    }
}

/// Calls with names of keyword arguments interned, as the run loop wants them.
fn keywords_of(vm: &mut Vm, dict: Ref<Dict>) -> Vec<(Ref<Str>, Value)> {
    let entries = vm.dict_entries(dict);
    let names = entries.iter().filter_map(|entry| match vm.unwrap(entry.key) {
        Value::Str(name) => Some((vm.intern_str(name), entry.value)),
        _ => None,
    });
    names.collect()
}

/// `object.__dict__`.
fn attributes(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Opaque(object) = arguments[0] else { return Err(Escape::Defer) };
    Ok(vm.heap[object].dict.map_or(Value::None, Value::Dict))
}

/// An object of `class`, a native one or one derived from it, with attributes.
fn with_attributes(vm: &mut Vm, class: Ref<Class>, object: Value) -> Value {
    let attributes = vm.new_dict();
    if let Value::Opaque(object) = object {
        vm.heap[object].dict = Some(attributes);
    }
    vm.wrap(class, object)
}

/// Binds a callable object that is found in a class to an instance, as a function would be.
fn bind_method(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if arguments[1].is_none() {
        return Ok(arguments[0]);
    }
    let method = BoundMethod { function: arguments[0], receiver: arguments[1] };
    Ok(vm.heap.allocate(method).into())
}
