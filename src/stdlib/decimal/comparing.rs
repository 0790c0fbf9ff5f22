//! Order and equality, with numbers of other types too, and the hash that goes with them.

use std::cmp::Ordering;

use dashu_int::UBig;

use super::arithmetic::{nan_of, order};
use super::contexts::{self, report};
use super::number::{Kind, Number};
use super::settings::Work;
use super::settings::conditions::*;
use super::values::{of_float, operand};
use super::receiver;
use crate::builtins::object::identity_hash;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    method("__eq__", "(self, value, /)", |vm, a| equality(vm, a, true)),
    method("__ne__", "(self, value, /)", |vm, a| equality(vm, a, false)),
    method("__lt__", "(self, value, /)", |vm, a| ordered(vm, a, "<", Ordering::is_lt)),
    method("__le__", "(self, value, /)", |vm, a| ordered(vm, a, "<=", Ordering::is_le)),
    method("__gt__", "(self, value, /)", |vm, a| ordered(vm, a, ">", Ordering::is_gt)),
    method("__ge__", "(self, value, /)", |vm, a| ordered(vm, a, ">=", Ordering::is_ge)),
    method("__hash__", "(self, /)", hash),
    method("__bool__", "(self, /)", |vm, a| Ok(Value::Bool(!receiver(vm, a[0])?.is_zero()))),
];

fn equality(vm: &mut Vm, arguments: &[Value], wanted: bool) -> NativeResult {
    let a = receiver(vm, arguments[0])?;
    let context = contexts::current(vm)?;
    let b = match (operand(vm, arguments[1]), vm.unwrap(arguments[1])) {
        (Some(number), _) => number,
        (None, Value::Float(float)) => {
            note(vm, context)?;
            of_float(float)
        }
        (None, Value::Complex(complex)) => {
            let (real, imag) = (vm.heap[complex].real, vm.heap[complex].imag);
            note(vm, context)?;
            if imag != 0.0 {
                return Ok(Value::Bool(!wanted));
            }
            of_float(real)
        }
        (None, Value::Instance(_)) => return Err(rational(vm, if wanted { "==" } else { "!=" }, arguments)),
        _ => return Ok(Value::NotImplemented),
    };
    if a.is_signaling() || b.is_signaling() {
        report(vm, context, INVALID_OPERATION)?;
    }
    let equal = !a.is_nan() && !b.is_nan() && order(&a, &b).is_eq();
    Ok(Value::Bool(equal == wanted))
}

/// Flags that a float was compared for equality, which never raises.
fn note(vm: &mut Vm, context: Value) -> Result<(), Escape> {
    contexts::data(vm, context)?.flag(FLOAT_OPERATION);
    Ok(())
}

fn ordered(vm: &mut Vm, arguments: &[Value], operator: &str, accepted: fn(Ordering) -> bool) -> NativeResult {
    let a = receiver(vm, arguments[0])?;
    let context = contexts::current(vm)?;
    let b = match (operand(vm, arguments[1]), vm.unwrap(arguments[1])) {
        (Some(number), _) => number,
        (None, Value::Float(float)) => {
            report(vm, context, FLOAT_OPERATION)?;
            of_float(float)
        }
        (None, Value::Instance(_)) => return Err(rational(vm, operator, arguments)),
        _ => return Ok(Value::NotImplemented),
    };
    if a.is_nan() || b.is_nan() {
        report(vm, context, INVALID_OPERATION)?;
        return Ok(Value::Bool(false));
    }
    Ok(Value::Bool(accepted(order(&a, &b))))
}

/// What is neither a decimal number nor of a built-in type may be a fraction.
fn rational(vm: &mut Vm, operator: &str, arguments: &[Value]) -> Escape {
    let operator = vm.str(operator);
    contexts::helper(vm, "compare_with_rational", &[operator, arguments[0], arguments[1]])
}

/// The modulus of the hashes of numbers, as `sys.hash_info` gives it.
const MODULUS: u64 = (1 << 61) - 1;
/// The inverse of 10 by that modulus.
const TENTH: u64 = 2_075_258_708_292_324_556;
const HASH_OF_INFINITY: i64 = 314_159;

/// Equal numbers have equal hashes, whatever their types.
fn hash(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let number = receiver(vm, arguments[0])?;
    let hash = match number.kind {
        Kind::SignalingNan => return Err(vm.type_error("Cannot hash a signaling NaN value")),
        Kind::QuietNan => return Ok(Value::Int(identity_hash(arguments[0]))),
        Kind::Infinite => HASH_OF_INFINITY,
        Kind::Finite => {
            let base = if number.exponent >= 0 { 10 } else { TENTH };
            let scale = power_by_modulus(base, number.exponent.unsigned_abs());
            let coefficient = u64::try_from(&number.coefficient % UBig::from(MODULUS)).expect("less than the modulus");
            (u128::from(coefficient) * u128::from(scale) % u128::from(MODULUS)) as i64
        }
    };
    let hash = if number.negative { -hash } else { hash };
    Ok(Value::Int(if hash == -1 { -2 } else { hash }))
}

fn power_by_modulus(base: u64, mut exponent: u64) -> u64 {
    let modulus = u128::from(MODULUS);
    let (mut result, mut square) = (1u128, u128::from(base));
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * square % modulus;
        }
        square = square * square % modulus;
        exponent >>= 1;
    }
    result as u64
}

/// -1, 0 or 1.
pub fn compared(work: &mut Work, a: &Number, b: &Number) -> Number {
    if let Some(nan) = nan_of(work, a, b) {
        return nan;
    }
    match order(a, b) {
        Ordering::Less => Number::one().with_sign(true),
        Ordering::Equal => Number::zero(false, 0),
        Ordering::Greater => Number::one(),
    }
}

pub fn greater(work: &mut Work, a: &Number, b: &Number) -> Number {
    chosen(work, a, b, Ordering::is_lt)
}

pub fn lesser(work: &mut Work, a: &Number, b: &Number) -> Number {
    chosen(work, a, b, Ordering::is_gt)
}

/// `b` if the order of `a` and `b`, which takes their exponents into account, asks for it. A number wins over a NaN.
fn chosen(work: &mut Work, a: &Number, b: &Number, takes_second: fn(Ordering) -> bool) -> Number {
    match (a.kind, b.kind) {
        (Kind::QuietNan, _) if !b.is_nan() => return work.fit(b.clone()),
        (_, Kind::QuietNan) if !a.is_nan() => return work.fit(a.clone()),
        _ => {}
    }
    if let Some(nan) = nan_of(work, a, b) {
        return nan;
    }
    let order = order(a, b).then_with(|| total_order_of_equals(a, b));
    work.fit(if takes_second(order) { b.clone() } else { a.clone() })
}

/// The order of numbers that are equal: by sign, then by exponent.
fn total_order_of_equals(a: &Number, b: &Number) -> Ordering {
    b.negative.cmp(&a.negative).then_with(|| {
        let exponents = a.exponent.cmp(&b.exponent);
        if a.negative { exponents.reverse() } else { exponents }
    })
}

/// Whether two numbers have the same exponent, or are of the same special kind.
pub fn same_quantum(a: &Number, b: &Number) -> bool {
    match (a.is_finite(), b.is_finite()) {
        (true, true) => a.exponent == b.exponent,
        (false, false) => (a.is_nan() && b.is_nan()) || (a.is_infinite() && b.is_infinite()),
        _ => false,
    }
}
