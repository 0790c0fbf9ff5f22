//! `_decimalcore`: decimal numbers and the native half of their contexts, under `_decimalcontexts`.
//!
//! `number` to `text` are arithmetic alone; the other files are what programs see of it. Rarely used functions
//! (logarithms, logical operations, ...) are left to `_pydecimal`, by way of `_decimalcontexts`.

mod arithmetic;
mod comparing;
mod contexts;
mod conversion;
mod formatting;
mod number;
mod operators;
mod power;
mod properties;
mod rounding;
mod settings;
mod text;
mod values;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub use contexts::State;
pub use conversion::to_float;

pub const NATIVES: &[NativeDef] = &[
    function("getcontext", "()", |vm, _| contexts::current(vm)),
    function("setcontext", "(context, /)", contexts::set_current),
    function("_install", "(context, default, exceptions, helpers, /)", contexts::install),
    function("_operate", "(name, context, a, b=None, /)", operators::operate),
    function("_report", "(context, conditions, /)", contexts::report_argument),
    function("_created", "(context, value, /)", values::created),
];

/// Adds the classes.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let class = class(vm);
    vm.define(module, "Decimal", class);
    let class = contexts::class(vm);
    vm.define(module, "Settings", class);
}

/// The class of decimal numbers.
fn class(vm: &mut Vm) -> Ref<Class> {
    const PATH: &str = "decimal.Decimal";
    if let Some(class) = vm.stdlib.class(PATH) {
        return class;
    }
    let class = vm.native_class_at(PATH, values::METHODS);
    for methods in [operators::METHODS, comparing::METHODS, conversion::METHODS, properties::METHODS, formatting::METHODS] {
        vm.add_methods(class, methods);
    }
    class
}

fn made(vm: &mut Vm, number: number::Number) -> Value {
    let class = class(vm);
    vm.opaque(class, number)
}

/// The number that `value` holds, if it is a `Decimal`.
fn known(vm: &Vm, value: Value) -> Option<&number::Number> {
    match vm.unwrap(value) {
        Value::Opaque(object) => vm.heap[object].get::<number::Number>(),
        _ => None,
    }
}

/// Whether `value` is a `Decimal`.
pub fn is_number(vm: &Vm, value: Value) -> bool {
    known(vm, value).is_some()
}

/// The number of a method's receiver.
fn receiver(vm: &mut Vm, value: Value) -> Result<number::Number, Escape> {
    match known(vm, value) {
        Some(number) => Ok(number.clone()),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("descriptor requires a 'decimal.Decimal' object but received a '{name}'")))
        }
    }
}
