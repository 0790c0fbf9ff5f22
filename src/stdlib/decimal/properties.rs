//! What a decimal number says of itself, and the functions that are left to Python.

use super::comparing::same_quantum;
use super::contexts::{self, data};
use super::number::{Kind, Number};
use super::settings::Settings;
use super::values::operand;
use super::{made, receiver};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    method("is_finite", "(self, /)", |vm, a| says(vm, a, Number::is_finite)),
    method("is_infinite", "(self, /)", |vm, a| says(vm, a, Number::is_infinite)),
    method("is_nan", "(self, /)", |vm, a| says(vm, a, Number::is_nan)),
    method("is_qnan", "(self, /)", |vm, a| says(vm, a, |number| number.kind == Kind::QuietNan)),
    method("is_snan", "(self, /)", |vm, a| says(vm, a, Number::is_signaling)),
    method("is_signed", "(self, /)", |vm, a| says(vm, a, |number| number.negative)),
    method("is_zero", "(self, /)", |vm, a| says(vm, a, Number::is_zero)),
    method("is_canonical", "(self, /)", |vm, a| says(vm, a, |_| true)),
    method("is_normal", "(self, /, context=None)", |vm, a| says_by(vm, a, |number, settings| number.adjusted() >= settings.least_exponent)),
    method("is_subnormal", "(self, /, context=None)", |vm, a| says_by(vm, a, |number, settings| number.adjusted() < settings.least_exponent)),
    method("adjusted", "(self, /)", |vm, a| {
        let number = receiver(vm, a[0])?;
        Ok(Value::Int(if number.is_finite() { number.adjusted() } else { 0 }))
    }),
    method("canonical", "(self, /)", |_, a| Ok(a[0])),
    method("conjugate", "(self, /)", |_, a| Ok(a[0])),
    method("radix", "(self, /)", |vm, _| Ok(made(vm, Number::new(false, 10u8.into(), 0)))),
    getter("real", |_, a| Ok(a[0]), None),
    getter("imag", |vm, _| Ok(made(vm, Number::zero(false, 0))), None),
    method("copy_abs", "(self, /)", |vm, a| {
        let number = receiver(vm, a[0])?;
        Ok(made(vm, number.with_sign(false)))
    }),
    method("copy_negate", "(self, /)", |vm, a| {
        let number = receiver(vm, a[0])?;
        let negative = !number.negative;
        Ok(made(vm, number.with_sign(negative)))
    }),
    method("copy_sign", "(self, /, other, context=None)", |vm, a| {
        let (number, other) = two(vm, a)?;
        Ok(made(vm, number.with_sign(other.negative)))
    }),
    method("same_quantum", "(self, /, other, context=None)", |vm, a| {
        let (number, other) = two(vm, a)?;
        Ok(Value::Bool(same_quantum(&number, &other)))
    }),
    method("exp", "(self, /, context=None)", |vm, a| by_rules(vm, "exp", a)),
    method("ln", "(self, /, context=None)", |vm, a| by_rules(vm, "ln", a)),
    method("log10", "(self, /, context=None)", |vm, a| by_rules(vm, "log10", a)),
    method("logb", "(self, /, context=None)", |vm, a| by_rules(vm, "logb", a)),
    method("logical_invert", "(self, /, context=None)", |vm, a| by_rules(vm, "logical_invert", a)),
    method("next_minus", "(self, /, context=None)", |vm, a| by_rules(vm, "next_minus", a)),
    method("next_plus", "(self, /, context=None)", |vm, a| by_rules(vm, "next_plus", a)),
    method("number_class", "(self, /, context=None)", |vm, a| by_rules(vm, "number_class", a)),
    method("compare_signal", "(self, /, other, context=None)", |vm, a| by_rules(vm, "compare_signal", a)),
    method("compare_total", "(self, /, other, context=None)", |vm, a| by_rules(vm, "compare_total", a)),
    method("compare_total_mag", "(self, /, other, context=None)", |vm, a| by_rules(vm, "compare_total_mag", a)),
    method("logical_and", "(self, /, other, context=None)", |vm, a| by_rules(vm, "logical_and", a)),
    method("logical_or", "(self, /, other, context=None)", |vm, a| by_rules(vm, "logical_or", a)),
    method("logical_xor", "(self, /, other, context=None)", |vm, a| by_rules(vm, "logical_xor", a)),
    method("max_mag", "(self, /, other, context=None)", |vm, a| by_rules(vm, "max_mag", a)),
    method("min_mag", "(self, /, other, context=None)", |vm, a| by_rules(vm, "min_mag", a)),
    method("next_toward", "(self, /, other, context=None)", |vm, a| by_rules(vm, "next_toward", a)),
    method("remainder_near", "(self, /, other, context=None)", |vm, a| by_rules(vm, "remainder_near", a)),
    method("rotate", "(self, /, other, context=None)", |vm, a| by_rules(vm, "rotate", a)),
    method("scaleb", "(self, /, other, context=None)", |vm, a| by_rules(vm, "scaleb", a)),
    method("shift", "(self, /, other, context=None)", |vm, a| by_rules(vm, "shift", a)),
    method("fma", "(self, /, other, third, context=None)", |vm, a| by_rules(vm, "fma", a)),
];

fn says(vm: &mut Vm, arguments: &[Value], property: fn(&Number) -> bool) -> NativeResult {
    Ok(Value::Bool(property(&receiver(vm, arguments[0])?)))
}

/// What is only true of finite numbers that are not zero.
fn says_by(vm: &mut Vm, arguments: &[Value], property: fn(&Number, &Settings) -> bool) -> NativeResult {
    let number = receiver(vm, arguments[0])?;
    let context = contexts::argument(vm, arguments[1])?;
    let settings = data(vm, context)?.settings;
    Ok(Value::Bool(number.is_finite() && !number.is_zero() && property(&number, &settings)))
}

fn two(vm: &mut Vm, arguments: &[Value]) -> Result<(Number, Number), Escape> {
    let number = receiver(vm, arguments[0])?;
    match operand(vm, arguments[1]) {
        Some(other) => Ok((number, other)),
        None => {
            let name = vm.type_name(arguments[1]);
            Err(vm.type_error(format!("conversion from {name} to Decimal is not supported")))
        }
    }
}

/// Leaves the method `name`, whose last argument is the context, to Python.
fn by_rules(vm: &mut Vm, name: &str, arguments: &[Value]) -> NativeResult {
    let (context, numbers) = arguments.split_last().expect("a context comes last");
    let context = contexts::argument(vm, *context)?;
    let name = vm.str(name);
    Err(contexts::helper(vm, "by_rules", &[&[name, context], numbers].concat()))
}
