//! Functions and classes by their qualified names.

use crate::object::*;
use crate::vm::Vm;

use super::{Step, Stop, error};

/// Follows `name`, which may have dots, from the module `module`, if that is imported and the path
/// leads through plain attributes.
pub fn find(vm: &mut Vm, module: &str, name: &str) -> Option<Value> {
    let key = vm.intern(module);
    let Some(Value::Module(module)) = vm.heap.get_name(vm.modules, key) else {
        return None;
    };
    let mut parts = name.split('.');
    let first = vm.intern(parts.next()?);
    let mut found = vm.heap.get_name(vm.heap[module].dict, first)?;
    for part in parts {
        let part = vm.intern(part);
        let Value::Class(class) = found else { return None };
        found = match vm.lookup(class, part)? {
            Value::StaticMethod(inner) => vm.heap[inner].function,
            Value::ClassMethod(_) | Value::Property(_) => return None,
            value => value,
        };
    }
    Some(found)
}

/// The names by which an object says that it can be found: `__module__` and `__qualname__`.
fn own_names(vm: &mut Vm, object: Value) -> Option<(Option<String>, String)> {
    let text = |vm: &Vm, value: Value| vm.as_str(value).map(str::to_owned);
    match object {
        Value::Function(function) => {
            let function = &vm.heap[function];
            let (module, name) = (function.module, function.qualified_name);
            Some((text(vm, module), text(vm, name)?))
        }
        Value::Class(class) => {
            let name = vm.heap[vm.heap[class].qualified_name].as_str().to_owned();
            let module = vm.class_module(class).unwrap_or_else(|| "builtins".to_owned());
            Some((Some(module), name))
        }
        Value::Native(native) => {
            let def = vm.heap[native].def;
            let module = crate::stdlib::module_of(def).unwrap_or("builtins");
            Some((Some(module.to_owned()), def.name.to_owned()))
        }
        _ => None,
    }
}

/// `repr` as far as error messages about functions and classes need it.
fn shown(vm: &mut Vm, object: Value) -> String {
    match object {
        Value::Class(class) => {
            let name = vm.full_class_name(class);
            format!("<class '{name}'>")
        }
        Value::Function(function) => vm.function_repr(function),
        Value::Native(native) => format!("<built-in function {}>", vm.heap[native].def.name),
        other => {
            let class = vm.class_of(other);
            let name = vm.full_class_name(class);
            format!("<{name} object at {:#x}>", other.identity())
        }
    }
}

/// The module and the name under which `object` can be found again. `name` is what a `__reduce__`
/// has returned in its place.
pub fn names(vm: &mut Vm, object: Value, name: Option<String>) -> Step<(String, String)> {
    if let (Value::NotImplemented | Value::Ellipsis, Some(name)) = (object, &name) {
        return Ok(("builtins".to_owned(), name.clone()));
    }
    let (module, qualified) = match (own_names(vm, object), name) {
        (Some((module, _)), Some(name)) => (module, name),
        (Some((module, own)), None) => (module, own),
        (None, Some(name)) => (module_of(vm, object), name),
        (None, None) => {
            let name = vm.type_name(object);
            return Err(vm.type_error(format!("cannot pickle '{name}' object")).into());
        }
    };
    if qualified.split('.').any(|part| part == "<locals>") {
        let shown = shown(vm, object);
        return Err(error(vm, "PicklingError", format!("Can't pickle local object {shown}")).into());
    }
    let module = module.unwrap_or_else(|| "__main__".to_owned());
    // Native functions are what they are wherever they can be imported from.
    if matches!(object, Value::Native(_)) {
        return Ok((module, qualified));
    }
    match find(vm, &module, &qualified) {
        Some(found) if found.is(object) => Ok((module, qualified)),
        found => {
            let built_in = matches!(object, Value::Class(class) if vm.heap[class].immutable);
            let is_own = || vm.stdlib.class(&format!("{module}.{qualified}")).is_some_and(|own| object.is(own.into()));
            // A module of ours may not have been imported by the program.
            if found.is_none() && (module == "builtins" && built_in || is_own()) {
                return Ok((module, qualified));
            }
            let shown = shown(vm, object);
            let why = if found.is_some() { "not the same object as" } else { "not found as" };
            let message = format!("Can't pickle {shown}: it's {why} {module}.{qualified}");
            Err(error(vm, "PicklingError", message).into())
        }
    }
}

/// The module that an object says it is of, or else its class.
fn module_of(vm: &mut Vm, object: Value) -> Option<String> {
    let name = vm.known.__module__;
    let own = match object {
        Value::Instance(instance) => vm.instance_attribute(instance, name),
        Value::Opaque(object) => vm.heap[object].dict.and_then(|dict| vm.heap.get_name(dict, name)),
        _ => None,
    };
    let own = own.and_then(|value| vm.as_str(value)).map(str::to_owned);
    own.or_else(|| vm.class_module(vm.class_of(object)))
}

/// What `find_class` returns: at once, or as a need of the prelude's function.
pub fn resolve(vm: &mut Vm, module: &str, name: &str) -> Step<Value> {
    if let Some(found) = find(vm, module, name) {
        return Ok(found);
    }
    let (module, name) = (vm.str(module), vm.str(name));
    Err(Stop::Need(vm.prelude_function("_pickle_find_class"), vec![module, name]))
}
