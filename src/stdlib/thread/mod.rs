//! `_thread`: starting threads, and what they have for themselves and between them.

mod handle;
mod local;
mod lock;
mod patience;
mod rlock;

pub use handle::{Running, thread_ended};
pub use local::INTRINSICS;
pub use patience::{Patience, patience};

use crate::object::*;
use crate::vm::native::*;
use crate::vm::{Exc, Vm};
use crate::wire::Tid;

pub const NATIVES: &[NativeDef] = &[
    function("start_new_thread", "(function, args, kwargs=None, /)", start_new_thread),
    function("start_new", "(function, args, kwargs=None, /)", start_new_thread),
    function("start_joinable_thread", "(function, handle=None, daemon=True)", handle::start_joinable_thread),
    function("_make_thread_handle", "(ident, /)", handle::make_thread_handle),
    function("_shutdown", "()", handle::shutdown),
    function("allocate_lock", "()", lock::allocate),
    function("allocate", "()", lock::allocate),
    function("get_ident", "()", |vm, _| Ok(Value::Int(ident(vm.current_tid())))),
    function("_get_main_thread_ident", "()", |vm, _| Ok(Value::Int(ident(vm.main_tid())))),
    function("get_native_id", "()", |vm, _| Ok(Value::Int(i64::from(vm.boot.pid.0) + i64::from(vm.current_tid().0)))),
    function("_tid", "()", |vm, _| Ok(Value::Int(vm.current_tid().0.into()))),
    function("set_name", "(name)", set_name),
    function("exit", "()", |vm, _| Err(vm.raise_with(Exc::SystemExit, &[]))),
    function("exit_thread", "()", |vm, _| Err(vm.raise_with(Exc::SystemExit, &[]))),
    function("interrupt_main", "(signum=2, /)", interrupt_main),
    function("stack_size", "(size=0, /)", stack_size),
    function("_count", "()", |vm, _| Ok(Value::Int(vm.other_threads()))),
    function("_excepthook", "(exc_info, /)", excepthook),
    function("daemon_threads_allowed", "()", |_, _| Ok(Value::Bool(true))),
    function("_is_main_interpreter", "()", |_, _| Ok(Value::Bool(true))),
];

/// Adds the classes and constants.
pub fn fill(vm: &mut Vm, thread: Ref<Dict>) {
    let lock = lock::class(vm);
    vm.define(thread, "lock", lock);
    vm.define(thread, "LockType", lock);
    let rlock = rlock::class(vm);
    vm.define(thread, "RLock", rlock);
    let handle = handle::class(vm);
    vm.define(thread, "_ThreadHandle", handle);
    let local = local::class(vm);
    vm.define(thread, "_local", local);
    let arguments = except_hook_args(vm);
    vm.define(thread, "_ExceptHookArgs", arguments);
    let error = vm.exception_class(Exc::RuntimeError);
    vm.define(thread, "error", error);
    vm.define(thread, "TIMEOUT_MAX", Value::Float(super::arguments::TIMEOUT_MAX));
}

/// The class of what `threading.excepthook` is told.
fn except_hook_args(vm: &mut Vm) -> Ref<Class> {
    let fields = ["exc_type", "exc_value", "exc_traceback", "thread"].map(|name| (name, Value::None));
    let example = vm.struct_sequence("_thread._ExceptHookArgs", &fields, 4);
    vm.class_of(example)
}

fn excepthook(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let wanted = except_hook_args(vm);
    if vm.class_of(arguments[0]) != wanted {
        return Err(vm.type_error("_thread._excepthook argument type must be ExceptHookArgs"));
    }
    Err(vm.call_prelude("_thread_excepthook", arguments))
}

/// `threading.get_ident()` of a thread: not 0, and unlike a small number.
pub fn ident(tid: Tid) -> i64 {
    0x7f00_0000_0000 + i64::from(tid.0) * 0x80_0000
}

/// The thread of an `ident`.
fn tid(ident: i64) -> Tid {
    Tid(((ident - 0x7f00_0000_0000) / 0x80_0000) as u32)
}

fn start_new_thread(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [function, args, kwargs] = [arguments[0], arguments[1], arguments[2]];
    if !crate::builtins::functions::is_callable(vm, function) {
        return Err(vm.type_error("first arg must be callable"));
    }
    if !matches!(vm.unwrap(args), Value::Tuple(_)) {
        return Err(vm.type_error("2nd arg must be a tuple"));
    }
    let kwargs = match kwargs.bound() {
        None => vm.new_dict().into(),
        Some(dict) if matches!(vm.unwrap(dict), Value::Dict(_)) => dict,
        Some(_) => return Err(vm.type_error("optional 3rd arg must be a dictionary")),
    };
    let tid = start(vm, function, args, kwargs)?;
    Ok(Value::Int(ident(tid)))
}

/// Starts a thread that calls `function`; what the function does not catch, the prelude reports.
fn start(vm: &mut Vm, function: Value, args: Value, kwargs: Value) -> Result<Tid, Escape> {
    if vm.stdlib.threads_over {
        return Err(vm.raise(Exc::PythonFinalizationError, "can't create new thread at interpreter shutdown"));
    }
    let run = vm.prelude_function("_run_thread");
    vm.spawn_thread(run, &[function, args, kwargs], &[])
}

fn set_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = vm.str_argument(arguments[0], "thread name")?;
    vm.set_thread_name(name);
    Ok(Value::None)
}

fn interrupt_main(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let signal = arguments[0].bound().map_or(Ok(2), |signal| vm.int_argument(signal))?;
    match u8::try_from(signal) {
        Ok(signal @ 1..=64) => super::signals::raise_signal(vm, signal),
        _ => Err(vm.value_error("signal number out of range")),
    }
}

/// The smallest stack that CPython gives a thread.
const LEAST_STACK: i64 = 32 << 10;

fn stack_size(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = arguments[0].bound().map_or(Ok(0), |size| vm.int_argument(size))?;
    if size < 0 {
        return Err(vm.value_error("size must be 0 or a positive value"));
    }
    if size != 0 && size < LEAST_STACK {
        return Err(vm.value_error(format!("size not valid: {size} bytes")));
    }
    let old = std::mem::replace(&mut vm.stdlib.stack_size, size);
    Ok(Value::Int(old))
}

