//! How decimal numbers are made of other values.

use dashu_int::{IBig, Sign, UBig};

use super::contexts::{self, report, work};
use super::number::{Kind, Number};
use super::settings::conditions::*;
use super::settings::{GREATEST_EXPONENT, LEAST_TINY};
use super::{class, known, made, text};
use crate::builtins::shared;
use crate::object::*;
use crate::text::int::decompose;
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, value='0', context=None)", new),
    class_method("from_float", "(cls, f, /)", |vm, a| {
        let number = match vm.unwrap(a[1]) {
            Value::Float(float) => of_float(float),
            _ => match integer(vm, a[1]) {
                Some(number) => number,
                None => return Err(vm.type_error("argument must be int or float")),
            },
        };
        of_class(vm, a[0], number)
    }),
    class_method("from_number", "(cls, number, /)", |vm, a| {
        let number = match (vm.unwrap(a[1]), operand(vm, a[1])) {
            (_, Some(number)) => number,
            (Value::Float(float), _) => of_float(float),
            _ => {
                let name = vm.type_name(a[1]);
                return Err(vm.type_error(format!("Cannot convert {name} to Decimal")));
            }
        };
        of_class(vm, a[0], number)
    }),
    // The three need the class that an instance was made of, which a native does not see.
    method("__reduce__", "(self, /)", shared::deferred),
    method("__copy__", "(self, /)", shared::deferred),
    method("__deepcopy__", "(self, memo, /)", shared::deferred),
];

fn of_class(vm: &mut Vm, wanted: Value, number: Number) -> NativeResult {
    let number = made(vm, number);
    match wanted {
        Value::Class(wanted) if wanted != class(vm) => Err(Escape::call(Value::Class(wanted), &[number])),
        _ => Ok(number),
    }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Class(own) = arguments[0] else { return Err(vm.type_error("Decimal.__new__(X): X is not a type object")) };
    let context = contexts::argument(vm, arguments[2])?;
    if own == class(vm) && matches!(arguments[1], Value::Opaque(_)) && known(vm, arguments[1]).is_some() {
        return Ok(arguments[1]);
    }
    let number = if arguments[1].is_unbound() { Number::zero(false, 0) } else { converted(vm, arguments[1], context, text::parse)? };
    let number = if is_possible(&number) { number } else { work(vm, context, |work| work.invalid(INVALID_OPERATION))? };
    let number = made(vm, number);
    Ok(vm.wrap(own, number))
}

/// The number that `value` is, exactly; `parse` reads text.
fn converted(vm: &mut Vm, value: Value, context: Value, parse: fn(&str) -> Option<Number>) -> Result<Number, Escape> {
    if let Some(number) = operand(vm, value) {
        return Ok(number);
    }
    match vm.unwrap(value) {
        Value::Float(float) => {
            report(vm, context, FLOAT_OPERATION)?;
            Ok(of_float(float))
        }
        Value::Str(source) => match parse(vm.heap[source].as_str()) {
            Some(number) => Ok(number),
            None => work(vm, context, |work| work.invalid(CONVERSION_SYNTAX)),
        },
        Value::Tuple(_) | Value::List(_) => of_parts(vm, vm.unwrap(value)),
        other => {
            let name = vm.type_name(other);
            Err(vm.type_error(format!("conversion from {name} to Decimal is not supported")))
        }
    }
}

/// Whether there is a context in which the number is exact.
fn is_possible(number: &Number) -> bool {
    !number.is_finite() || (number.exponent >= LEAST_TINY && number.adjusted() <= GREATEST_EXPONENT)
}

/// A `Decimal` or an integer: what operators take.
pub fn operand(vm: &Vm, value: Value) -> Option<Number> {
    known(vm, value).cloned().or_else(|| integer(vm, value))
}

fn integer(vm: &Vm, value: Value) -> Option<Number> {
    let (sign, coefficient) = match vm.int_ref(value)?.small() {
        Some(small) => (if small < 0 { Sign::Negative } else { Sign::Positive }, UBig::from(small.unsigned_abs())),
        None => vm.int_ref(value)?.big().into_owned().into_parts(),
    };
    Some(Number::new(sign == Sign::Negative, coefficient, 0))
}

/// The number that a float is: a fraction with a power of two below is one with a power of ten.
pub fn of_float(float: f64) -> Number {
    let negative = float.is_sign_negative();
    if float.is_nan() {
        return Number::nan().with_sign(negative);
    }
    if float.is_infinite() {
        return Number::infinity(negative);
    }
    let (mantissa, exponent) = decompose(float);
    let mantissa = mantissa.unsigned_abs();
    if mantissa == 0 {
        return Number::zero(negative, 0);
    }
    let shift = i64::from(mantissa.trailing_zeros()).min(i64::from(-exponent).max(0));
    let (mantissa, exponent) = (UBig::from(mantissa >> shift), i64::from(exponent) + shift);
    if exponent >= 0 {
        return Number::new(negative, mantissa << exponent as usize, 0);
    }
    Number::new(negative, mantissa * UBig::from(5u8).pow(-exponent as usize), exponent)
}

/// The number of a tuple of sign, digits and exponent.
fn of_parts(vm: &mut Vm, parts: Value) -> Result<Number, Escape> {
    let &[sign, digits, exponent] = vm.sequence_items(parts) else {
        return Err(vm.value_error("argument must be a sequence of length 3"));
    };
    let negative = match vm.int_ref(sign).and_then(|sign| sign.small()) {
        Some(sign @ (0 | 1)) => sign == 1,
        _ => return Err(vm.value_error("sign must be an integer with the value 0 or 1")),
    };
    let kind = match vm.as_str(exponent) {
        None => None,
        Some("F") => return Ok(Number::infinity(negative)),
        Some("n") => Some(Kind::QuietNan),
        Some("N") => Some(Kind::SignalingNan),
        Some(_) => return Err(vm.value_error("string argument in the third position must be 'F', 'n' or 'N'")),
    };
    let coefficient = digits_argument(vm, digits)?;
    if let Some(kind) = kind {
        return Ok(Number { negative, kind, coefficient, exponent: 0 });
    }
    match vm.int_ref(exponent).and_then(|exponent| exponent.small()) {
        Some(exponent) => Ok(Number::new(negative, coefficient, exponent.clamp(-text::FARTHEST, text::FARTHEST))),
        None => Err(vm.value_error("exponent must be an integer")),
    }
}

fn digits_argument(vm: &mut Vm, digits: Value) -> Result<UBig, Escape> {
    let digits = match vm.unwrap(digits) {
        sequence @ (Value::Tuple(_) | Value::List(_)) => vm.sequence_items(sequence).to_vec(),
        _ => return Err(vm.value_error("coefficient must be a tuple of digits")),
    };
    let mut text = String::with_capacity(digits.len() + 1);
    for digit in digits {
        match vm.int_ref(digit).and_then(|digit| digit.small()) {
            Some(digit @ 0..=9) => text.push((b'0' + digit as u8) as char),
            _ => return Err(vm.value_error("coefficient must be a tuple of digits")),
        }
    }
    Ok(UBig::from_str_radix(&text, 10).unwrap_or_default())
}

/// `_created`: the number of a value, made to fit a context.
pub fn created(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let context = arguments[0];
    let number = converted(vm, arguments[1], context, text::parse_strictly)?;
    let room = contexts::data(vm, context)?.settings.precision;
    let number = work(vm, context, |work| {
        let long = number.is_nan() && number.digits() > room - i64::from(work.settings.clamp);
        if long { work.invalid(CONVERSION_SYNTAX) } else { work.fit(number) }
    })?;
    Ok(made(vm, number))
}

/// `number` as an integer, without its fraction.
pub fn truncated(number: &Number) -> IBig {
    let whole = number.rescaled(0, super::settings::Rounding::Down).coefficient;
    IBig::from_parts(if number.negative { Sign::Negative } else { Sign::Positive }, whole)
}
