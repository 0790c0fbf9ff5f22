//! `_picklecore`, under `_pickle`: the pickle protocol, as two machines that never call Python themselves.
//!
//! Where an object's own methods have a say, a machine stops with a *need*: a callable and its
//! arguments. The prelude's `_pickle_drive` makes the call and hands the result back, so that a
//! `__reduce__` may block, be switched and be traced like any other Python.

mod encode;
mod global;
mod memory;
mod notes;
mod opcodes;
mod pickler;
mod raw_text;
mod reduce;
mod unpickler;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::wire::PipeEnd;

use pickler::Pickler;
use unpickler::Unpickler;

/// The protocol that is written unless another is asked for, and the highest.
pub const PROTOCOL: u8 = 5;

pub const NATIVES: &[NativeDef] = &[
    function("dumps", "(obj, protocol=None, hooks=None)", dumps),
    function("loads", "(data, hooks=None)", loads),
    function("Memory", "()", memory::make),
    function("find_class", "(module, name, /)", find_class),
    function("_length", "(data, /)", length),
    function("_dumps_shared", "(obj, dispatch_table, /)", dumps_shared),
    function("_loads_shared", "(data, ends, /)", loads_shared),
];

/// Adds the exception classes.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    for name in ["PickleError", "PicklingError", "UnpicklingError"] {
        let class = error_class(vm, name);
        vm.define(module, name, class);
    }
}

/// One of the module's exception classes.
fn error_class(vm: &mut Vm, name: &'static str) -> Ref<Class> {
    let path = match name {
        "PicklingError" => "_pickle.PicklingError",
        "UnpicklingError" => "_pickle.UnpicklingError",
        _ => "_pickle.PickleError",
    };
    if let Some(class) = vm.stdlib.class(path) {
        return class;
    }
    let base = match name {
        "PickleError" => vm.exception_class(crate::vm::Exc::Exception),
        _ => error_class(vm, "PickleError"),
    };
    let class = vm.new_class(name, &[base]);
    let (dict, module) = (vm.heap[class].dict, vm.str("_pickle"));
    vm.heap.set_name(dict, vm.known.__module__, module);
    vm.stdlib.remember_class(path, class);
    class
}

/// Raises an exception of this module.
fn error(vm: &mut Vm, name: &'static str, message: impl Into<String>) -> Escape {
    let class = error_class(vm, name);
    let message = vm.str(message.into());
    Escape::Raise(vm.new_exception(class, &[message]).into())
}

/// What stops a machine.
enum Stop {
    /// It needs the result of this call.
    Need(Value, Vec<Value>),
    /// It has failed.
    Raise(Escape),
}

impl From<Escape> for Stop {
    fn from(escape: Escape) -> Stop {
        Stop::Raise(escape)
    }
}

type Step<T = ()> = Result<T, Stop>;

const MACHINE: &[NativeDef] = &[method("resume", "(self, value, /)", resume), method("notes", "(self, /)", notes)];

/// The data of a machine object.
enum Machine {
    Pickler(Box<Pickler>),
    Unpickler(Box<Unpickler>),
    /// Taken out while it runs.
    Running,
}

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    match data.downcast_ref::<Machine>() {
        Some(Machine::Pickler(pickler)) => pickler.visit(visitor),
        Some(Machine::Unpickler(unpickler)) => unpickler.visit(visitor),
        _ => {}
    }
}

/// Runs a machine; if it stops with a need, the prelude's driver goes on with it.
fn start(vm: &mut Vm, mut machine: Machine) -> NativeResult {
    match run(vm, &mut machine) {
        Ok(result) => Ok(result),
        Err(Stop::Raise(Escape::Raise(error))) => {
            let notes = machine.notes(vm);
            if notes.is_empty() {
                return Err(Escape::Raise(error));
            }
            let notes = vm.list(notes);
            Err(Escape::call(vm.prelude_function("_pickle_failed"), &[error, notes]))
        }
        Err(Stop::Raise(escape)) => Err(escape),
        Err(Stop::Need(callable, arguments)) => {
            let class = vm.native_class_at("_pickle.Machine", MACHINE);
            let machine = vm.traced_opaque(class, machine, trace);
            let arguments = vm.tuple(arguments);
            let driver = vm.prelude_function("_pickle_drive");
            Err(Escape::call(driver, &[machine, callable, arguments]))
        }
    }
}

fn run(vm: &mut Vm, machine: &mut Machine) -> Step<Value> {
    match machine {
        Machine::Pickler(pickler) => {
            pickler.run(vm)?;
            Ok(pickler.finish(vm))
        }
        Machine::Unpickler(unpickler) => unpickler.run(vm),
        Machine::Running => unreachable!("a machine has one driver"),
    }
}

/// Hands a needed result over. Returns the next need `(callable, arguments)`, or `(None, result)`.
fn resume(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Opaque(object) = arguments[0] else {
        return Err(vm.type_error("a machine is required"));
    };
    let Some(data) = vm.heap[object].get_mut::<Machine>() else {
        return Err(vm.type_error("a machine is required"));
    };
    let mut machine = std::mem::replace(data, Machine::Running);
    match &mut machine {
        Machine::Pickler(pickler) => pickler.answer = arguments[1],
        Machine::Unpickler(unpickler) => unpickler.answer = arguments[1],
        Machine::Running => return Err(vm.runtime_error("a pickling operation is used by two threads")),
    }
    let outcome = run(vm, &mut machine);
    if let Some(data) = vm.heap[object].get_mut::<Machine>() {
        *data = machine;
    }
    match outcome {
        Ok(result) => Ok(vm.tuple([Value::None, result])),
        Err(Stop::Raise(escape)) => Err(escape),
        Err(Stop::Need(callable, arguments)) => {
            let arguments = vm.tuple(arguments);
            Ok(vm.tuple([callable, arguments]))
        }
    }
}

impl Machine {
    fn notes(&self, vm: &mut Vm) -> Vec<Value> {
        match self {
            Machine::Pickler(pickler) => pickler.notes(vm),
            Machine::Unpickler(_) | Machine::Running => Vec::new(),
        }
    }
}

/// What an operation that has failed was about.
fn notes(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Opaque(object) = arguments[0] else {
        return Err(vm.type_error("a machine is required"));
    };
    let Some(data) = vm.heap[object].get_mut::<Machine>() else {
        return Err(vm.type_error("a machine is required"));
    };
    let machine = std::mem::replace(data, Machine::Running);
    let notes = machine.notes(vm);
    if let Some(data) = vm.heap[object].get_mut::<Machine>() {
        *data = machine;
    }
    Ok(vm.list(notes))
}

fn protocol(vm: &mut Vm, value: Value) -> Result<u8, Escape> {
    let protocol = match value {
        Value::Unbound | Value::None => return Ok(PROTOCOL),
        value => vm.int_argument(value)?,
    };
    match protocol {
        ..0 => Ok(PROTOCOL),
        0..=5 => Ok((protocol as u8).max(2)),
        _ => Err(vm.value_error(format!("pickle protocol must be <= {PROTOCOL}"))),
    }
}

fn dumps(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let protocol = protocol(vm, arguments[1])?;
    let mut pickler = Pickler::new(arguments[0], protocol);
    pickler.read_hooks(vm, arguments[2]);
    start(vm, Machine::Pickler(Box::new(pickler)))
}

fn loads(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.bytes_argument(arguments[0])?;
    let mut unpickler = Unpickler::new(data, Vec::new());
    unpickler.read_hooks(vm, arguments[1]);
    start(vm, Machine::Unpickler(Box::new(unpickler)))
}

/// What `name`, which may have dots, is in a module, which is imported if need be.
fn find_class(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let module = vm.str_argument(arguments[0], "find_class() argument 1")?;
    let name = vm.str_argument(arguments[1], "find_class() argument 2")?;
    match global::resolve(vm, &module, &name) {
        Ok(found) => Ok(found),
        Err(Stop::Need(callable, arguments)) => Err(Escape::call(callable, &arguments)),
        Err(Stop::Raise(escape)) => Err(escape),
    }
}

/// How many bytes at the start of `data` are its first pickle.
fn length(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.bytes_argument(arguments[0])?;
    Ok(vm.index(unpickler::length(&data)))
}

/// Pickles what goes to another process: returns the bytes and the pipe ends in it.
fn dumps_shared(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut pickler = Pickler::new(arguments[0], PROTOCOL);
    pickler.ends = Some(Vec::new());
    pickler.dispatch_table = arguments[1];
    start(vm, Machine::Pickler(Box::new(pickler)))
}

/// Unpickles what came from another process with these pipe ends.
fn loads_shared(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.bytes_argument(arguments[0])?;
    let ends = vm.items_argument(arguments[1])?;
    start(vm, Machine::Unpickler(Box::new(Unpickler::new(data, ends))))
}

/// A pipe end as Python sees it while it travels.
pub fn end_of(vm: &Vm, value: Value) -> Option<PipeEnd> {
    crate::stdlib::multiprocessing::pipe_end_of(vm, value)
}
