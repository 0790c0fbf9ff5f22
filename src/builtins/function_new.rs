//! `types.FunctionType(...)`: a function of given code over given globals.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] =
    &[static_method("__new__", "(cls, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)", function_new)];

fn function_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let optional = |index: usize| arguments[index].bound().filter(|value| !value.is_none());
    let Value::Code(code) = arguments[1] else {
        let found = vm.type_name(arguments[1]);
        return Err(vm.type_error(format!("function() argument 'code' must be code, not {found}")));
    };
    let globals = globals(vm, arguments[2])?;
    let closure = closure(vm, code, optional(5))?;
    let function = vm.function(code, globals);
    if let Some(name) = optional(3) {
        let Value::Str(name) = vm.unwrap(name) else {
            return Err(vm.type_error("arg 3 (name) must be None or string"));
        };
        (vm.heap[function].name, vm.heap[function].qualified_name) = (Value::Str(name), Value::Str(name));
    }
    if let Some(defaults) = optional(4) {
        let Value::Tuple(_) = defaults else {
            return Err(vm.type_error("arg 4 (defaults) must be None or tuple"));
        };
        vm.heap[function].defaults = defaults;
    }
    if let Some(defaults @ Value::Dict(_)) = optional(6) {
        vm.heap[function].keyword_defaults = defaults;
    }
    vm.heap[function].closure = closure;
    Ok(function.into())
}

/// The dict of the globals. One whose class makes up what is missing stands for the built-ins too, so that it is asked.
fn globals(vm: &mut Vm, given: Value) -> Result<Ref<Dict>, Escape> {
    let Value::Dict(dict) = vm.unwrap(given) else {
        let found = vm.type_name(given);
        return Err(vm.type_error(format!("function() argument 'globals' must be dict, not {found}")));
    };
    let missing = vm.intern("__missing__");
    if let Value::Instance(_) = given
        && vm.lookup(vm.class_of(given), missing).is_some()
    {
        vm.heap.set_name(dict, vm.known.__builtins__, given);
    }
    Ok(dict)
}

/// As many cells as the code has free variables: a tuple, or unbound for none.
fn closure(vm: &mut Vm, code: Ref<Code>, given: Option<Value>) -> Result<Value, Escape> {
    let unit = vm.heap[code].unit.clone();
    let cells = match given {
        None if unit.free.is_empty() => return Ok(Value::Unbound),
        None => return Err(vm.type_error("arg 5 (closure) must be tuple")),
        Some(Value::Tuple(cells)) => cells,
        Some(_) => return Err(vm.type_error("arg 5 (closure) must be None or tuple")),
    };
    let (needed, count) = (unit.free.len(), vm.heap[cells].0.len());
    if needed != count {
        let message = format!("{} requires closure of length {needed}, not {count}", unit.name);
        return Err(vm.value_error(message));
    }
    if let Some(other) = vm.heap[cells].0.iter().copied().find(|cell| !matches!(cell, Value::Cell(_))) {
        let found = vm.type_name(other);
        return Err(vm.type_error(format!("arg 5 (closure) expected cell, found {found}")));
    }
    Ok(Value::Tuple(cells))
}
