//! What the prelude's `_run_finalizers` and `gc.collect` are made of.

use super::{Collection, Task};
use crate::object::{GeneratorState, Value};
use crate::vm::Vm;
use crate::vm::generators::{GeneratorRequest, Resume};
use crate::vm::native::{Escape, NativeDef, NativeResult, function};

pub const NATIVES: &[NativeDef] = &[
    function("_take_finalizers", "()", take),
    function("_finalizers_done", "()", |vm, _| {
        vm.finalization.running = false;
        if vm.heap.exhausted() {
            // Nobody frees any more: MemoryError comes at the next safe point.
            vm.heap.request_collection();
        }
        Ok(Value::None)
    }),
    function("_is_unawaited", "(generator, /)", |vm, arguments| {
        let Value::Generator(generator) = arguments[0] else { return Ok(Value::Bool(false)) };
        let unawaited = vm.heap[generator].state == GeneratorState::Created && vm.is_awaitable_generator(arguments[0]);
        Ok(Value::Bool(unawaited))
    }),
    function("_close_generator", "(generator, /)", |vm, arguments| {
        let generator = vm.generator_argument(arguments[0])?;
        Err(Escape::Generator(Box::new(GeneratorRequest { generator, action: Resume::Close })))
    }),
    function("_is_first_step", "(generator, finalizer, /)", is_first_step),
    function("_generator_finalizer", "(generator, /)", |vm, arguments| {
        let generator = vm.generator_argument(arguments[0])?;
        Ok(vm.heap[generator].finalizer.bound().unwrap_or(Value::None))
    }),
    function("_has_finalizers", "()", |vm, _| Ok(Value::Bool(!vm.finalization.is_idle()))),
    function("_request_collection", "(full, /)", request),
    function("_views_are_alive", "(identity, /)", |vm, arguments| {
        vm.views_are_alive(arguments[0]);
        Ok(Value::None)
    }),
    function("_found_in_cycles", "()", |vm, _| Ok(Value::Int(std::mem::take(&mut vm.finalization.found) as i64))),
];

/// The queued tasks as pairs: of None and an object, of a callback and its reference, or of a generator
/// and None.
fn take(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let tasks = std::mem::take(&mut vm.finalization.tasks);
    let mut pairs = Vec::with_capacity(tasks.len());
    for task in tasks {
        pairs.push(match task {
            Task::Finalize(object) => vm.tuple([Value::None, object]),
            Task::Notify { callback, reference } => vm.tuple([callback, reference]),
            Task::Close(generator) => {
                vm.heap[generator].finalized = true;
                vm.tuple([Value::Generator(generator), Value::None])
            }
        });
    }
    Ok(vm.list(pairs))
}

/// Whether an asynchronous generator has not been stepped before; if so, `finalizer` is what its end is told to.
fn is_first_step(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let generator = vm.generator_argument(arguments[0])?;
    let first = vm.heap[generator].finalizer.is_unbound();
    if first {
        vm.heap[generator].finalizer = arguments[1];
    }
    Ok(Value::Bool(first))
}

fn request(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let full = matches!(arguments[0], Value::Bool(true));
    vm.request_collection(if full { Collection::Full } else { Collection::Prompt });
    Ok(Value::None)
}
