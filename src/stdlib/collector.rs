//! `gc` and `atexit`'s native half.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] = &[
    function("collect", "(generation=2)", |_, _| Err(Escape::Defer)),
    function("enable", "()", |vm, _| set(vm, true)),
    function("disable", "()", |vm, _| set(vm, false)),
    function("isenabled", "()", |vm, _| Ok(Value::Bool(!vm.stdlib.collector_disabled))),
    function("freeze", "()", |_, _| Ok(Value::None)),
    function("unfreeze", "()", |_, _| Ok(Value::None)),
    function("get_count", "()", |vm, _| Ok(vm.tuple([Value::Int(0); 3]))),
    function("get_threshold", "()", |vm, _| Ok(vm.tuple([Value::Int(2000), Value::Int(10), Value::Int(0)]))),
    function("set_threshold", "(threshold0, threshold1=10, threshold2=0, /)", |_, _| Ok(Value::None)),
    function("get_debug", "()", |_, _| Ok(Value::Int(0))),
    function("set_debug", "(flags, /)", |_, _| Ok(Value::None)),
    function("is_tracked", "(object, /)", |vm, arguments| {
        let unboxed = matches!(vm.unwrap(arguments[0]), Value::Int(_) | Value::Float(_) | Value::None | Value::Str(_));
        Ok(Value::Bool(!unboxed))
    }),
];

/// Adds the constants.
pub fn fill(vm: &mut Vm, gc: Ref<Dict>) {
    for name in ["garbage", "callbacks"] {
        let empty = vm.list(Vec::new());
        vm.define(gc, name, empty);
    }
}

fn set(vm: &mut Vm, enabled: bool) -> NativeResult {
    vm.stdlib.collector_disabled = !enabled;
    Ok(Value::None)
}
