//! `_jsoncore`: JSON read and written by two machines that never call Python themselves.
//!
//! Where Python code has a say (a hook, `default`, a class derived from `dict`), `run` stops and returns
//! a callable and its arguments; the module `_json` makes the call and runs on with its result.

mod encoder;
mod quote;
mod scanner;
mod text;

use crate::object::*;
use crate::vm::native::*;
use crate::vm::{Exc, Vm};

use encoder::Encoder;
use scanner::Scanner;

/// Containers within containers that are read or written: CPython's stack ends somewhere there.
const DEEPEST: usize = 20_000;

pub const NATIVES: &[NativeDef] = &[
    function("Scanner", "(string, index, strict, hooks, /)", |vm, arguments| {
        let scanner = Scanner::new(vm, arguments)?;
        Ok(machine(vm, Machine::Scanner(Box::new(scanner))))
    }),
    function("Encoder", "(object, level, options, /)", |vm, arguments| {
        let encoder = Encoder::new(vm, arguments)?;
        Ok(machine(vm, Machine::Encoder(Box::new(encoder))))
    }),
    function("scanstring", "(string, end, strict, /)", scanner::scan_string),
    function("quote", "(string, ascii, /)", quote::quote),
];

const MACHINE: &[NativeDef] = &[method("run", "(self, answer, /)", run), method("notes", "(self, /)", notes)];

/// Why a machine stops.
enum Stop {
    /// It needs the result of this call.
    Need(Value, Vec<Value>),
    Raise(Escape),
}

impl From<Escape> for Stop {
    fn from(escape: Escape) -> Stop {
        Stop::Raise(escape)
    }
}

type Step<T = ()> = Result<T, Stop>;

enum Machine {
    Scanner(Box<Scanner>),
    Encoder(Box<Encoder>),
    /// Taken out while it runs.
    Running,
}

fn machine(vm: &mut Vm, machine: Machine) -> Value {
    let class = vm.native_class_at("_json.Machine", MACHINE);
    vm.traced_opaque(class, machine, |data, visitor| match data.downcast_ref::<Machine>() {
        Some(Machine::Scanner(scanner)) => scanner.visit(visitor),
        Some(Machine::Encoder(encoder)) => encoder.visit(visitor),
        _ => {}
    })
}

fn data<'a>(vm: &'a mut Vm, value: Value) -> Option<&'a mut Machine> {
    let Value::Opaque(object) = value else { return None };
    vm.heap[object].get_mut::<Machine>()
}

/// Goes on with the answer to the last need: returns the next one, `(callable, arguments)`, or `(None, result)`.
fn run(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let taken = data(vm, arguments[0]).map(|machine| std::mem::replace(machine, Machine::Running));
    let Some(mut machine) = taken else {
        return Err(vm.type_error("a machine is required"));
    };
    let outcome = match &mut machine {
        Machine::Scanner(scanner) => scanner.run(vm, arguments[1]),
        Machine::Encoder(encoder) => encoder.run(vm, arguments[1]),
        Machine::Running => Err(vm.runtime_error("a JSON operation is used by two threads").into()),
    };
    if let Some(place) = data(vm, arguments[0]) {
        *place = machine;
    }
    match outcome {
        Ok(result) => Ok(vm.tuple([Value::None, result])),
        Err(Stop::Need(callable, arguments)) => {
            let arguments = vm.tuple(arguments);
            Ok(vm.tuple([callable, arguments]))
        }
        Err(Stop::Raise(escape)) => Err(escape),
    }
}

/// What was being written when it failed, innermost first: notes for the exception.
fn notes(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let path = match data(vm, arguments[0]) {
        Some(Machine::Encoder(encoder)) => encoder.path(),
        _ => Vec::new(),
    };
    let mut notes = Vec::with_capacity(path.len());
    for (container, item) in path {
        let name = vm.type_name(container);
        let name = vm.str(name);
        notes.push(vm.tuple([name, item]));
    }
    Ok(vm.list(notes))
}

fn too_deep(vm: &mut Vm, doing: &str) -> Stop {
    vm.raise(Exc::RecursionError, format!("maximum recursion depth exceeded while {doing}")).into()
}
