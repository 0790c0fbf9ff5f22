//! Decimal numbers as integers, floats and the like.

use dashu_int::{IBig, UBig};

use super::contexts::{self, work};
use super::number::{Kind, Number, power_of_ten};
use super::settings::Rounding;
use super::values::truncated;
use super::{arithmetic, made, receiver};
use crate::object::*;
use crate::text::float;
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    method("__int__", "(self, /)", |vm, a| integer(vm, a[0], Rounding::Down)),
    method("__trunc__", "(self, /)", |vm, a| integer(vm, a[0], Rounding::Down)),
    method("__floor__", "(self, /)", |vm, a| integer(vm, a[0], Rounding::Floor)),
    method("__ceil__", "(self, /)", |vm, a| integer(vm, a[0], Rounding::Ceiling)),
    method("__round__", "(self, ndigits=None, /)", round),
    method("__float__", "(self, /)", |vm, a| to_float(vm, a[0]).map(Value::Float)),
    method("__complex__", "(self, /)", |vm, a| {
        let re = to_float(vm, a[0])?;
        Ok(vm.complex(re, 0.0))
    }),
    method("as_integer_ratio", "(self, /)", integer_ratio),
    method("as_tuple", "(self, /)", as_tuple),
];

/// Refuses what no integer can be; `what` is said of it.
fn check_finite(vm: &mut Vm, number: &Number, what: &str) -> Result<(), Escape> {
    match number.kind {
        Kind::Finite => Ok(()),
        Kind::Infinite => Err(vm.overflow_error(format!("cannot convert Infinity to {what}"))),
        Kind::QuietNan | Kind::SignalingNan => Err(vm.value_error(format!("cannot convert NaN to {what}"))),
    }
}

fn integer(vm: &mut Vm, value: Value, rounding: Rounding) -> NativeResult {
    let number = receiver(vm, value)?;
    check_finite(vm, &number, "integer")?;
    let whole = truncated(&number.rescaled(number.exponent.max(0), rounding));
    contexts::check_room(vm)?;
    Ok(vm.int(whole))
}

fn round(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if arguments[1].is_unbound() || arguments[1].is_none() {
        return integer(vm, arguments[0], Rounding::HalfEven);
    }
    let number = receiver(vm, arguments[0])?;
    let digits = vm.int_argument(arguments[1])?;
    let unit = Number::new(false, UBig::ONE, digits.saturating_neg());
    let context = contexts::current(vm)?;
    let result = work(vm, context, |work| arithmetic::quantize(work, &number, &unit))?;
    Ok(made(vm, result))
}

/// The nearest float.
pub fn to_float(vm: &mut Vm, value: Value) -> Result<f64, Escape> {
    let number = receiver(vm, value)?;
    match number.kind {
        Kind::SignalingNan => Err(vm.value_error("cannot convert signaling NaN to float")),
        Kind::QuietNan => Ok(if number.negative { -f64::NAN } else { f64::NAN }),
        _ => float::parse(&number.shown(false, true)).map_err(|error| vm.raise_text(error)),
    }
}

fn integer_ratio(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    use dashu_base::Gcd;
    let number = receiver(vm, arguments[0])?;
    check_finite(vm, &number, "integer ratio")?;
    if number.is_zero() {
        return Ok(vm.tuple([Value::Int(0), Value::Int(1)]));
    }
    let (mut numerator, mut denominator) = (number.coefficient.clone(), UBig::ONE);
    if number.exponent >= 0 {
        numerator *= power_of_ten(number.exponent);
    } else {
        denominator = power_of_ten(-number.exponent);
        let common = (&numerator).gcd(&denominator);
        numerator /= &common;
        denominator /= common;
    }
    contexts::check_room(vm)?;
    let numerator = IBig::from(numerator);
    let pair = [vm.int(if number.negative { -numerator } else { numerator }), vm.int(IBig::from(denominator))];
    Ok(vm.tuple(pair))
}

/// The parts, of which Python makes a `DecimalTuple`.
fn as_tuple(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let number = receiver(vm, arguments[0])?;
    let exponent = match number.kind {
        Kind::Finite => Value::Int(number.exponent),
        Kind::Infinite => vm.str("F"),
        Kind::QuietNan => vm.str("n"),
        Kind::SignalingNan => vm.str("N"),
    };
    let without_digits = number.is_nan() && number.coefficient.is_zero();
    let text = if without_digits { String::new() } else { number.coefficient.to_string() };
    let digits: Vec<Value> = text.bytes().map(|digit| Value::Int(i64::from(digit - b'0'))).collect();
    let digits = vm.tuple(digits);
    Err(contexts::helper(vm, "decimal_tuple", &[Value::Int(number.negative.into()), digits, exponent]))
}
