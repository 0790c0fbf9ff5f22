//! `_functoolscore`: the natives under `_functools`.

pub mod cache;
mod partial;

use crate::builtins::shared::deferred;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] = &[
    function("_new_partial", "(cls, func, args, keywords, placeholder, /)", partial::make),
    function("_set_partial", "(partial, func, args, keywords, placeholder, attributes, /)", partial::set),
    function("_cache_parts", "(wrapper, /)", cache::parts),
    function("_count_hit", "(wrapper, hit, /)", cache::count),
    function("reduce", "(function, iterable, /, initial=None)", deferred),
    function("cmp_to_key", "(mycmp)", deferred),
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

/// Gives an object other attributes.
fn set_attributes(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.unwrap(arguments[1]) {
        Value::Dict(attributes) => {
            share_attributes(vm, arguments[0], attributes);
            Ok(Value::None)
        }
        Value::Unbound => Err(vm.type_error("cannot delete __dict__")),
        other => {
            let message = format!("__dict__ must be set to a dictionary, not a '{}'", vm.type_name(other));
            Err(vm.type_error(message))
        }
    }
}

/// An object of `class`, a native one or one derived from it, with attributes.
fn with_attributes(vm: &mut Vm, class: Ref<Class>, object: Value) -> Value {
    let attributes = vm.new_dict();
    let made = vm.wrap(class, object);
    share_attributes(vm, made, attributes);
    made
}

/// One dict is that of the native object and of the instance of a derived class around it.
fn share_attributes(vm: &mut Vm, object: Value, attributes: Ref<Dict>) {
    if let Value::Instance(instance) = object {
        vm.instance_dict(instance);
        vm.heap[instance].dict = Some(attributes);
    }
    if let Value::Opaque(object) = vm.unwrap(object) {
        vm.heap[object].dict = Some(attributes);
    }
}

/// Binds a callable object that is found in a class to an instance, as a function would be.
fn bind_method(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if arguments[1].is_none() {
        return Ok(arguments[0]);
    }
    let method = BoundMethod { function: arguments[0], receiver: arguments[1] };
    Ok(vm.heap.allocate(method).into())
}
