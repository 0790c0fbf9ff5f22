//! The twins of the standard streams: what of them is not native.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

use super::{METHODS, flush_all};

/// For the prelude and `_io`.
pub const INTRINSICS: &[NativeDef] = &[
    function("_stream_twin", "(stream, /)", |vm, arguments| Ok(twin(vm, arguments[0]).unwrap_or(Value::None))),
    function("_set_stream_twin", "(stream, twin, /)", set_twin),
    function("_derive_streams", "(base, /)", derive_from),
];

/// The stream's twin, if it has one.
pub fn twin(vm: &Vm, stream: Value) -> Option<Value> {
    match vm.unwrap(stream) {
        Value::Opaque(stream) => vm.heap[stream].values.first().copied(),
        _ => None,
    }
}

/// Gives a stream its twin. What was written so far goes out first.
fn set_twin(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    flush_all(vm);
    if let Value::Opaque(stream) = arguments[0] {
        vm.heap[stream].values = vec![arguments[1]];
    }
    Ok(Value::None)
}

/// Makes the streams' class a subclass of `_io.TextIOWrapper`, once that is there.
fn derive_from(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (class, Value::Class(base)) = (vm.native_class_at("_io.TextIOWrapper", METHODS), arguments[0]) else {
        return Err(vm.type_error("a class is required"));
    };
    vm.rebase_class(class, base);
    Ok(Value::None)
}

/// What a stream answers as long as it has no twin.
pub fn plain(vm: &mut Vm, stream: Value, answer: fn(&mut Vm, Value) -> Value) -> NativeResult {
    if twin(vm, stream).is_some() {
        return Err(Escape::Defer);
    }
    Ok(answer(vm, stream))
}
