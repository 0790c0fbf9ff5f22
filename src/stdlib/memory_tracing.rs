//! The native half of `tracemalloc`: how much memory is in use. Where it was taken is not recorded.

use crate::object::*;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] = &[
    function("measure", "(on, /)", |vm, arguments| {
        let on = vm.truth(arguments[0])?;
        vm.heap.measure(on);
        Ok(Value::None)
    }),
    function("used", "()", |vm, _| amount(vm.heap.used())),
    function("peak", "()", |vm, _| amount(vm.heap.peak())),
    function("reset_peak", "()", |vm, _| {
        vm.heap.reset_peak();
        Ok(Value::None)
    }),
];

fn amount(bytes: usize) -> NativeResult {
    Ok(Value::Int(bytes as i64))
}
