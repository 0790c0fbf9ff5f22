//! Operators, and the operations that contexts offer by name.

use super::arithmetic::{self, Binary};
use super::contexts::{self, work};
use super::number::Number;
use super::settings::Work;
use super::values::operand;
use super::{made, power, receiver};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    method("__add__", "(self, value, /)", |vm, a| binary(vm, a[0], a[1], arithmetic::add)),
    method("__radd__", "(self, value, /)", |vm, a| binary(vm, a[1], a[0], arithmetic::add)),
    method("__sub__", "(self, value, /)", |vm, a| binary(vm, a[0], a[1], arithmetic::subtract)),
    method("__rsub__", "(self, value, /)", |vm, a| binary(vm, a[1], a[0], arithmetic::subtract)),
    method("__mul__", "(self, value, /)", |vm, a| binary(vm, a[0], a[1], arithmetic::multiply)),
    method("__rmul__", "(self, value, /)", |vm, a| binary(vm, a[1], a[0], arithmetic::multiply)),
    method("__truediv__", "(self, value, /)", |vm, a| binary(vm, a[0], a[1], arithmetic::divide)),
    method("__rtruediv__", "(self, value, /)", |vm, a| binary(vm, a[1], a[0], arithmetic::divide)),
    method("__floordiv__", "(self, value, /)", |vm, a| binary(vm, a[0], a[1], arithmetic::divide_integer)),
    method("__rfloordiv__", "(self, value, /)", |vm, a| binary(vm, a[1], a[0], arithmetic::divide_integer)),
    method("__mod__", "(self, value, /)", |vm, a| binary(vm, a[0], a[1], arithmetic::remainder)),
    method("__rmod__", "(self, value, /)", |vm, a| binary(vm, a[1], a[0], arithmetic::remainder)),
    method("__divmod__", "(self, value, /)", |vm, a| divmod(vm, a[0], a[1])),
    method("__rdivmod__", "(self, value, /)", |vm, a| divmod(vm, a[1], a[0])),
    method("__pow__", "(self, value, mod=None, /)", |vm, a| raised(vm, a[0], a[1], a[2])),
    method("__rpow__", "(self, value, mod=None, /)", |vm, a| raised(vm, a[1], a[0], a[2])),
    method("__neg__", "(self, /)", |vm, a| unary(vm, a[0], Value::None, arithmetic::minus)),
    method("__pos__", "(self, /)", |vm, a| unary(vm, a[0], Value::None, arithmetic::plus)),
    method("__abs__", "(self, /)", |vm, a| unary(vm, a[0], Value::None, arithmetic::absolute)),
    method("sqrt", "(self, /, context=None)", |vm, a| unary(vm, a[0], a[1], arithmetic::square_root)),
    method("normalize", "(self, /, context=None)", |vm, a| unary(vm, a[0], a[1], arithmetic::normalize)),
    method("quantize", "(self, /, exp, rounding=None, context=None)", quantize),
    method("to_integral", "(self, /, rounding=None, context=None)", |vm, a| to_integral(vm, a, false)),
    method("to_integral_value", "(self, /, rounding=None, context=None)", |vm, a| to_integral(vm, a, false)),
    method("to_integral_exact", "(self, /, rounding=None, context=None)", |vm, a| to_integral(vm, a, true)),
    method("max", "(self, /, other, context=None)", |vm, a| named(vm, a, super::comparing::greater)),
    method("min", "(self, /, other, context=None)", |vm, a| named(vm, a, super::comparing::lesser)),
    method("compare", "(self, /, other, context=None)", |vm, a| named(vm, a, super::comparing::compared)),
];

fn binary(vm: &mut Vm, a: Value, b: Value, operation: Binary) -> NativeResult {
    let (Some(a), Some(b)) = (operand(vm, a), operand(vm, b)) else { return Ok(Value::NotImplemented) };
    let context = contexts::current(vm)?;
    let result = work(vm, context, |work| operation(work, &a, &b))?;
    Ok(made(vm, result))
}

type Unary = fn(&mut Work, &Number) -> Number;

fn unary(vm: &mut Vm, a: Value, context: Value, operation: Unary) -> NativeResult {
    let a = receiver(vm, a)?;
    let context = contexts::argument(vm, context)?;
    let result = work(vm, context, |work| operation(work, &a))?;
    Ok(made(vm, result))
}

fn divmod(vm: &mut Vm, a: Value, b: Value) -> NativeResult {
    let (Some(a), Some(b)) = (operand(vm, a), operand(vm, b)) else { return Ok(Value::NotImplemented) };
    let context = contexts::current(vm)?;
    let (quotient, rest) = work(vm, context, |work| arithmetic::divide_with_remainder(work, &a, &b))?;
    let pair = [made(vm, quotient), made(vm, rest)];
    Ok(vm.tuple(pair))
}

fn raised(vm: &mut Vm, a: Value, b: Value, modulus: Value) -> NativeResult {
    let (Some(base), Some(exponent)) = (operand(vm, a), operand(vm, b)) else { return Ok(Value::NotImplemented) };
    let context = contexts::current(vm)?;
    if modulus.is_unbound() || modulus.is_none() {
        return to_the_power(vm, context, base, exponent);
    }
    let Some(modulus) = operand(vm, modulus) else { return Ok(Value::NotImplemented) };
    let numbers = [base, exponent, modulus].map(|number| made(vm, number));
    let name = vm.str("power");
    Err(contexts::helper(vm, "by_rules", &[name, context, numbers[0], numbers[1], numbers[2]]))
}

/// `base ** exponent`; with logarithms where the exponent is no integer.
fn to_the_power(vm: &mut Vm, context: Value, base: Number, exponent: Number) -> NativeResult {
    let mut work = Work::new(contexts::data(vm, context)?.settings);
    if let Some(result) = power::power(&mut work, &base, &exponent) {
        contexts::check_room(vm)?;
        contexts::report(vm, context, work.met)?;
        return Ok(made(vm, result));
    }
    let numbers = [made(vm, base), made(vm, exponent)];
    let name = vm.str("power");
    Err(contexts::helper(vm, "by_rules", &[name, context, numbers[0], numbers[1]]))
}

/// An argument that has to be a number.
fn number_argument(vm: &mut Vm, value: Value) -> Result<Number, Escape> {
    operand(vm, value).ok_or_else(|| {
        let name = vm.type_name(value);
        vm.type_error(format!("conversion from {name} to Decimal is not supported"))
    })
}

fn named(vm: &mut Vm, arguments: &[Value], operation: Binary) -> NativeResult {
    let (a, b) = (receiver(vm, arguments[0])?, number_argument(vm, arguments[1])?);
    let context = contexts::argument(vm, arguments[2])?;
    let result = work(vm, context, |work| operation(work, &a, &b))?;
    Ok(made(vm, result))
}

fn quantize(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (a, b) = (receiver(vm, arguments[0])?, number_argument(vm, arguments[1])?);
    let context = contexts::argument(vm, arguments[3])?;
    let rounding = rounding(vm, arguments[2])?;
    let result = work(vm, context, |work| {
        work.settings.rounding = rounding.unwrap_or(work.settings.rounding);
        arithmetic::quantize(work, &a, &b)
    })?;
    Ok(made(vm, result))
}

fn rounding(vm: &mut Vm, value: Value) -> Result<Option<super::settings::Rounding>, Escape> {
    match value {
        Value::Unbound | Value::None => Ok(None),
        value => contexts::rounding_argument(vm, value).map(Some),
    }
}

fn to_integral(vm: &mut Vm, arguments: &[Value], reports: bool) -> NativeResult {
    let a = receiver(vm, arguments[0])?;
    let context = contexts::argument(vm, arguments[2])?;
    let rounding = rounding(vm, arguments[1])?;
    let result = work(vm, context, |work| {
        work.settings.rounding = rounding.unwrap_or(work.settings.rounding);
        arithmetic::to_integral(work, &a, reports)
    })?;
    Ok(made(vm, result))
}

const BINARY: &[(&str, Binary)] = &[
    ("add", arithmetic::add),
    ("subtract", arithmetic::subtract),
    ("multiply", arithmetic::multiply),
    ("divide", arithmetic::divide),
    ("divide_int", arithmetic::divide_integer),
    ("remainder", arithmetic::remainder),
    ("quantize", arithmetic::quantize),
    ("max", super::comparing::greater),
    ("min", super::comparing::lesser),
    ("compare", super::comparing::compared),
];

const UNARY: &[(&str, Unary)] = &[
    ("apply", |work, a| work.fit(a.clone())),
    ("plus", arithmetic::plus),
    ("minus", arithmetic::minus),
    ("abs", arithmetic::absolute),
    ("sqrt", arithmetic::square_root),
    ("normalize", arithmetic::normalize),
    ("to_integral_exact", |work, a| arithmetic::to_integral(work, a, true)),
    ("to_integral_value", |work, a| arithmetic::to_integral(work, a, false)),
];

/// `_operate`: an operation by its name, on numbers, by a context.
pub fn operate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = vm.str_argument(arguments[0], "_operate() argument 1")?;
    let context = arguments[1];
    let a = number_argument(vm, arguments[2])?;
    let b = match arguments[3] {
        Value::Unbound | Value::None => None,
        b => Some(number_argument(vm, b)?),
    };
    let result = match b {
        Some(b) if name == "power" => return to_the_power(vm, context, a, b),
        Some(b) => match BINARY.iter().find(|(known, _)| *known == name) {
            Some((_, operation)) => work(vm, context, |work| operation(work, &a, &b))?,
            None => return Err(vm.value_error(format!("no operation on two numbers is called {name}"))),
        },
        None => match UNARY.iter().find(|(known, _)| *known == name) {
            Some((_, operation)) => work(vm, context, |work| operation(work, &a))?,
            None => return Err(vm.value_error(format!("no operation on a number is called {name}"))),
        },
    };
    Ok(made(vm, result))
}
