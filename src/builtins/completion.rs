//! How a Python module completes natives: with the functions that they defer to, and with further methods.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] = &[function("_complete", "(owner, functions, /)", complete)];

/// For each function in the class `functions`: where `owner`, a class or a module, has a native of that name,
/// the native defers to the function; where it has nothing of that name, the function becomes its attribute.
fn complete(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let namespace = match arguments[0] {
        Value::Class(class) => vm.heap[class].dict,
        Value::Module(module) => vm.heap[module].dict,
        _ => return Err(vm.type_error("_complete() argument 1 must be a class or a module")),
    };
    let Value::Class(functions) = arguments[1] else {
        return Err(vm.type_error("_complete() argument 2 must be a class"));
    };
    for entry in vm.dict_entries(vm.heap[functions].dict) {
        let (Value::Str(name), plain) = (entry.key, plain(vm, entry.value)) else { continue };
        let known = vm.heap.get_name(namespace, name).map(|native| self::plain(vm, native));
        match (known, plain) {
            (Some(Value::Native(native)), Value::Function(_)) => vm.heap[native].slow = plain,
            (None, _) if !is_of_every_class(vm.heap[name].as_str()) => vm.heap.set_name(namespace, name, entry.value),
            _ => {}
        }
    }
    if let Value::Class(class) = arguments[0] {
        vm.class_changed(class);
    }
    Ok(Value::None)
}

/// What a class method or static method wraps.
fn plain(vm: &Vm, value: Value) -> Value {
    match value {
        Value::StaticMethod(method) => vm.heap[method].function,
        Value::ClassMethod(method) => vm.heap[method].function,
        other => other,
    }
}

fn is_of_every_class(name: &str) -> bool {
    matches!(name, "__module__" | "__qualname__" | "__dict__" | "__weakref__" | "__doc__")
        || name.starts_with("__static") || name.starts_with("__first")
}
