//! The type `bool`.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, x=False, /)", new),
    method("__repr__", "(self, /)", repr),
    method("__invert__", "(self, /)", |_, a| Ok(Value::Int(if matches!(a[0], Value::Bool(true)) { -2 } else { -1 }))),
];

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    vm.flag_or_false(arguments[1]).map(Value::Bool)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let text = vm.intern(if matches!(arguments[0], Value::Bool(true)) { "True" } else { "False" });
    Ok(Value::Str(text))
}
