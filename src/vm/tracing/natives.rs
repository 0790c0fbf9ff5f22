//! What programs set trace and profile functions with.

use super::jumps;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Then;
use crate::vm::native::*;

/// Functions of `sys`.
pub const NATIVES: &[NativeDef] = &[
    function("settrace", "(function, /)", |vm, arguments| {
        set(vm, arguments[0], false, |tracers| &mut tracers.trace)
    }),
    function("gettrace", "()", |vm, _| Ok(vm.thread.tracers.trace)),
    function("setprofile", "(function, /)", |vm, arguments| {
        set(vm, arguments[0], false, |tracers| &mut tracers.profile)
    }),
    function("getprofile", "()", |vm, _| Ok(vm.thread.tracers.profile)),
    function("_settraceallthreads", "(function, /)", |vm, arguments| {
        set(vm, arguments[0], true, |tracers| &mut tracers.trace)
    }),
    function("_setprofileallthreads", "(function, /)", |vm, arguments| {
        set(vm, arguments[0], true, |tracers| &mut tracers.profile)
    }),
];

/// Functions of the prelude.
pub const INTRINSICS: &[NativeDef] = &[
    function("_told", "(frame, result, profile, /)", |vm, arguments| {
        let frame = vm.frame_argument(arguments[0])?;
        vm.told(frame, arguments[1], matches!(arguments[2], Value::Bool(true)));
        Ok(Value::None)
    }),
    function("_telling_failed", "(frame, profile, /)", |vm, arguments| {
        let frame = vm.frame_argument(arguments[0])?;
        vm.telling_failed(frame, matches!(arguments[1], Value::Bool(true)));
        Ok(Value::None)
    }),
];

/// Attributes of frames.
pub const FRAME_ATTRIBUTES: &[NativeDef] = &[
    getter("f_trace", |vm, a| vm.frame_argument(a[0]).map(|frame| vm.frame_data(frame).steps.function), Some(set_f_trace)),
    member(
        "f_trace_lines",
        |vm, a| vm.frame_argument(a[0]).map(|frame| Value::Bool(vm.frame_data(frame).steps.lines)),
        Some(|vm, a| set_flag(vm, a, |frame| &mut frame.lines)),
    ),
    getter(
        "f_trace_opcodes",
        |vm, a| vm.frame_argument(a[0]).map(|frame| Value::Bool(vm.frame_data(frame).steps.opcodes)),
        Some(|vm, a| set_flag(vm, a, |frame| &mut frame.opcodes)),
    ),
];

/// Sets `f_lineno`.
pub const SET_LINE: NativeFn = jumps::set_line;

fn set(vm: &mut Vm, function: Value, everywhere: bool, slot: fn(&mut super::Tracers) -> &mut Value) -> NativeResult {
    *slot(&mut vm.thread.tracers) = function;
    if everywhere {
        vm.others.iter_mut().for_each(|thread| *slot(&mut thread.tracers) = function);
    }
    vm.arm_as_needed();
    if !function.is_none() {
        (0..vm.thread.frames.len()).for_each(|index| vm.step_on(index));
    }
    Ok(Value::None)
}

fn set_f_trace(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let frame = vm.frame_argument(arguments[0])?;
    let function = arguments[1].bound().unwrap_or(Value::None);
    vm.frame_data_mut(frame).steps.function = function;
    let framed = |then: &Then| matches!(then, Then::Framed(other) if *other == frame);
    if let Some(index) = vm.thread.frames.iter().rposition(|running| framed(&running.then)) {
        vm.step_on(index);
    }
    Ok(Value::None)
}

fn set_flag(vm: &mut Vm, arguments: &[Value], flag: fn(&mut super::Steps) -> &mut bool) -> NativeResult {
    let frame = vm.frame_argument(arguments[0])?;
    let Value::Bool(value) = arguments[1] else {
        return Err(vm.type_error("attribute value type must be bool"));
    };
    *flag(&mut vm.frame_data_mut(frame).steps) = value;
    Ok(Value::None)
}
