//! The methods of `slice`.

use crate::builtins::shared::{self, Span, receiver};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::representation::data_repr;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, start, stop=None, step=None, /)", new),
    method("__repr__", "(self, /)", data_repr),
    method("__hash__", "(self, /)", shared::hash),
    method("__eq__", "(self, value, /)", shared::eq),
    method("__ne__", "(self, value, /)", shared::ne),
    method("__lt__", "(self, value, /)", shared::lt),
    method("__le__", "(self, value, /)", shared::le),
    method("__gt__", "(self, value, /)", shared::gt),
    method("__ge__", "(self, value, /)", shared::ge),
    method("__reduce__", "(self, /)", reduce),
    method("indices", "(self, object, /)", indices),
    member("start", |vm, arguments| field(vm, arguments, |slice| slice.start), None),
    member("stop", |vm, arguments| field(vm, arguments, |slice| slice.stop), None),
    member("step", |vm, arguments| field(vm, arguments, |slice| slice.step), None),
];

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [_, first, second, third] = *arguments else { return Err(Escape::Defer) };
    let (start, stop) = if second.is_unbound() { (Value::None, first) } else { (first, second) };
    let step = third.bound().unwrap_or(Value::None);
    Ok(Value::Slice(vm.heap.allocate(Slice { start, stop, step })))
}

fn field(vm: &mut Vm, arguments: &[Value], read: fn(&Slice) -> Value) -> NativeResult {
    let slice = receiver!(vm, arguments[0], Slice, "slice");
    Ok(read(&vm.heap[slice]))
}

fn indices(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let slice = receiver!(vm, arguments[0], Slice, "slice");
    let crate::vm::numbers::Index::Small(len) = vm.to_index(arguments[1])? else { return Err(Escape::Defer) };
    let Slice { start, stop, step } = vm.heap[slice];
    if [start, stop, step].iter().any(|bound| matches!(bound, Value::BigInt(_))) {
        return Err(Escape::Defer);
    }
    if len < 0 {
        return Err(vm.value_error("length should not be negative"));
    }
    let (Span { start, step, .. }, stop) = vm.slice_span(slice, len as usize)?;
    Ok(vm.tuple([start, stop, step].map(Value::Int)))
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let slice = receiver!(vm, arguments[0], Slice, "slice");
    let Slice { start, stop, step } = vm.heap[slice];
    let parts = vm.tuple([start, stop, step]);
    Ok(vm.tuple([vm.types.slice.into(), parts]))
}
