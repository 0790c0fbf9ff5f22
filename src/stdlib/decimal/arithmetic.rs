//! Sums, products, quotients, powers and roots, by the General Decimal Arithmetic Specification.

use std::cmp::Ordering;

use dashu_base::{DivRem, SquareRoot};
use dashu_int::UBig;

use super::settings::conditions::*;
use super::settings::{Rounding, Work};
use super::number::{Kind, Number, digits, power_of_ten, scaled};

/// An operation on two numbers.
pub type Binary = fn(&mut Work, &Number, &Number) -> Number;

/// The NaN that an operation on `a` and `b` gives if one of them is one.
pub fn nan_of(work: &mut Work, a: &Number, b: &Number) -> Option<Number> {
    let found = [a, b].into_iter().find(|number| number.is_signaling());
    let found = found.or_else(|| [a, b].into_iter().find(|number| number.is_nan()))?;
    if found.is_signaling() {
        work.meet(INVALID_OPERATION);
    }
    Some(work.fit_nan(Number { kind: Kind::QuietNan, ..found.clone() }))
}

pub fn add(work: &mut Work, a: &Number, b: &Number) -> Number {
    if let Some(nan) = nan_of(work, a, b) {
        return nan;
    }
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) if a.negative != b.negative => return work.invalid(INVALID_OPERATION),
        (true, _) => return a.clone(),
        (_, true) => return b.clone(),
        _ => {}
    }
    let sum = sum(work, a, b);
    work.fit(sum)
}

pub fn subtract(work: &mut Work, a: &Number, b: &Number) -> Number {
    // The sign of a NaN stays.
    if b.is_nan() {
        return add(work, a, b);
    }
    add(work, a, &b.clone().with_sign(!b.negative))
}

fn sum(work: &Work, a: &Number, b: &Number) -> Number {
    let settings = work.settings;
    let exponent = a.exponent.min(b.exponent);
    let zero_is_negative = settings.rounding == Rounding::Floor && a.negative != b.negative;
    match (a.coefficient.is_zero(), b.coefficient.is_zero()) {
        (true, true) => return Number::zero((a.negative && b.negative) || zero_is_negative, exponent),
        (true, false) => return next_to_zero(work, b, a.exponent),
        (false, true) => return next_to_zero(work, a, b.exponent),
        _ => {}
    }
    let (a, b) = aligned(a, b, settings.precision);
    let exponent = a.exponent;
    if a.negative == b.negative {
        return Number::new(a.negative, a.coefficient + b.coefficient, exponent);
    }
    match a.coefficient.cmp(&b.coefficient) {
        Ordering::Equal => Number::zero(zero_is_negative, exponent),
        Ordering::Greater => Number::new(a.negative, a.coefficient - b.coefficient, exponent),
        Ordering::Less => Number::new(b.negative, b.coefficient - a.coefficient, exponent),
    }
}

/// `number` plus a zero of `exponent`: only the exponent tells.
fn next_to_zero(work: &Work, number: &Number, exponent: i64) -> Number {
    let exponent = exponent.max(number.exponent - work.settings.precision - 1).min(number.exponent);
    number.rescaled(exponent, work.settings.rounding)
}

/// The two with one exponent. Where one is so small that it can only tip the rounding, the least number that does so
/// takes its place.
fn aligned(a: &Number, b: &Number, precision: i64) -> (Number, Number) {
    if a.exponent < b.exponent {
        let (b, a) = aligned(b, a, precision);
        return (a, b);
    }
    let (high, mut low) = (a.clone(), b.clone());
    let least = high.exponent + (high.digits() - precision - 2).min(-1);
    if low.digits() + low.exponent - 1 < least {
        low = Number::new(low.negative, UBig::ONE, least);
    }
    let coefficient = scaled(&high.coefficient, high.exponent - low.exponent);
    (Number::new(high.negative, coefficient, low.exponent), low)
}

pub fn multiply(work: &mut Work, a: &Number, b: &Number) -> Number {
    if let Some(nan) = nan_of(work, a, b) {
        return nan;
    }
    let negative = a.negative != b.negative;
    if a.is_infinite() || b.is_infinite() {
        let undefined = a.is_zero() || b.is_zero();
        return if undefined { work.invalid(INVALID_OPERATION) } else { Number::infinity(negative) };
    }
    work.fit(Number::new(negative, &a.coefficient * &b.coefficient, a.exponent + b.exponent))
}

pub fn divide(work: &mut Work, a: &Number, b: &Number) -> Number {
    if let Some(nan) = nan_of(work, a, b) {
        return nan;
    }
    let negative = a.negative != b.negative;
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) => return work.invalid(INVALID_OPERATION),
        (true, false) => return Number::infinity(negative),
        (false, true) => {
            work.meet(CLAMPED);
            return Number::zero(negative, work.settings.tiny());
        }
        _ => {}
    }
    if b.is_zero() {
        return divided_by_zero(work, a, negative);
    }
    let quotient = quotient(work, a, b, negative);
    work.fit(quotient)
}

fn divided_by_zero(work: &mut Work, a: &Number, negative: bool) -> Number {
    if a.is_zero() {
        return work.invalid(DIVISION_UNDEFINED);
    }
    work.meet(DIVISION_BY_ZERO);
    Number::infinity(negative)
}

/// One digit more than the precision, the last one telling whether there are more.
fn quotient(work: &Work, a: &Number, b: &Number, negative: bool) -> Number {
    let ideal = a.exponent - b.exponent;
    if a.is_zero() {
        return Number::zero(negative, ideal);
    }
    let shift = b.digits() - a.digits() + work.settings.precision + 1;
    let mut exponent = ideal - shift;
    let (mut coefficient, rest) = if shift >= 0 {
        scaled(&a.coefficient, shift).div_rem(&b.coefficient)
    } else {
        (&a.coefficient).div_rem(scaled(&b.coefficient, -shift))
    };
    if !rest.is_zero() {
        mark_inexact(&mut coefficient);
        return Number::new(negative, coefficient, exponent);
    }
    strip_zeros(&mut coefficient, &mut exponent, ideal);
    Number::new(negative, coefficient, exponent)
}

/// Keeps a coefficient with more digits behind it from looking exact or like a half.
fn mark_inexact(coefficient: &mut UBig) {
    if (&*coefficient % 5u8) == 0 {
        *coefficient += UBig::ONE;
    }
}

/// Takes zeros off the end while the exponent is below `ideal`: many at once, as far as there are so many, then fewer.
pub fn strip_zeros(coefficient: &mut UBig, exponent: &mut i64, ideal: i64) {
    for zeros in [16, 8, 4, 2, 1] {
        // A multiple of a power of ten is one of the same power of two.
        while *exponent + i64::from(zeros) <= ideal && coefficient.trailing_zeros().is_none_or(|bits| bits >= zeros as usize) {
            let (quotient, rest) = (&*coefficient).div_rem(10u64.pow(zeros));
            if rest != 0 {
                break;
            }
            *coefficient = quotient;
            *exponent += i64::from(zeros);
        }
    }
}

/// The integer part of `a / b` and what is left, for finite numbers of which `b` is not zero.
fn divided(work: &mut Work, a: &Number, b: &Number) -> (Number, Number) {
    let negative = a.negative != b.negative;
    let settings = work.settings;
    let ideal = if b.is_infinite() { a.exponent } else { a.exponent.min(b.exponent) };
    let difference = a.adjusted() - if b.is_infinite() { 0 } else { b.adjusted() };
    if a.is_zero() || b.is_infinite() || difference <= -2 {
        return (Number::zero(negative, 0), a.rescaled(ideal, settings.rounding));
    }
    if difference <= settings.precision {
        let (left, right) = if a.exponent >= b.exponent {
            (scaled(&a.coefficient, a.exponent - b.exponent), b.coefficient.clone())
        } else {
            (a.coefficient.clone(), scaled(&b.coefficient, b.exponent - a.exponent))
        };
        let (quotient, rest) = left.div_rem(right);
        if digits(&quotient) <= settings.precision {
            return (Number::new(negative, quotient, 0), Number::new(a.negative, rest, ideal));
        }
    }
    let nan = work.invalid(DIVISION_IMPOSSIBLE);
    (nan.clone(), nan)
}

pub fn divide_integer(work: &mut Work, a: &Number, b: &Number) -> Number {
    if let Some(nan) = nan_of(work, a, b) {
        return nan;
    }
    let negative = a.negative != b.negative;
    if a.is_infinite() {
        return if b.is_infinite() { work.invalid(INVALID_OPERATION) } else { Number::infinity(negative) };
    }
    if b.is_zero() {
        return divided_by_zero(work, a, negative);
    }
    divided(work, a, b).0
}

pub fn remainder(work: &mut Work, a: &Number, b: &Number) -> Number {
    if let Some(nan) = nan_of(work, a, b) {
        return nan;
    }
    if a.is_infinite() {
        return work.invalid(INVALID_OPERATION);
    }
    if b.is_zero() {
        return work.invalid(if a.is_zero() { DIVISION_UNDEFINED } else { INVALID_OPERATION });
    }
    let rest = divided(work, a, b).1;
    work.fit(rest)
}

pub fn divide_with_remainder(work: &mut Work, a: &Number, b: &Number) -> (Number, Number) {
    if let Some(nan) = nan_of(work, a, b) {
        return (nan.clone(), nan);
    }
    let negative = a.negative != b.negative;
    if a.is_infinite() {
        let rest = work.invalid(INVALID_OPERATION);
        return if b.is_infinite() { (rest.clone(), rest) } else { (Number::infinity(negative), rest) };
    }
    if b.is_zero() {
        if a.is_zero() {
            let nan = work.invalid(DIVISION_UNDEFINED);
            return (nan.clone(), nan);
        }
        work.meet(DIVISION_BY_ZERO | INVALID_OPERATION);
        return (Number::infinity(negative), Number::nan());
    }
    let (quotient, rest) = divided(work, a, b);
    (quotient, work.fit(rest))
}

/// The number as the context has it, as unary `+` and `-` give it: a zero loses its sign.
pub fn plus(work: &mut Work, a: &Number) -> Number {
    signed(work, a, a.negative)
}

pub fn minus(work: &mut Work, a: &Number) -> Number {
    signed(work, a, !a.negative)
}

pub fn absolute(work: &mut Work, a: &Number) -> Number {
    signed(work, a, false)
}

fn signed(work: &mut Work, a: &Number, negative: bool) -> Number {
    if let Some(nan) = nan_of(work, a, a) {
        return nan;
    }
    let negative = negative && !(a.is_zero() && work.settings.rounding != Rounding::Floor);
    work.fit(a.clone().with_sign(negative))
}

/// `a` with the exponent of `b`.
pub fn quantize(work: &mut Work, a: &Number, b: &Number) -> Number {
    if let Some(nan) = nan_of(work, a, b) {
        return nan;
    }
    if a.is_infinite() || b.is_infinite() {
        let both = a.is_infinite() && b.is_infinite();
        return if both { a.clone() } else { work.invalid(INVALID_OPERATION) };
    }
    let settings = work.settings;
    if !(settings.tiny()..=settings.greatest_exponent).contains(&b.exponent) {
        return work.invalid(INVALID_OPERATION);
    }
    if a.is_zero() {
        return work.fit(Number::zero(a.negative, b.exponent));
    }
    let adjusted = a.adjusted();
    if adjusted > settings.greatest_exponent || adjusted - b.exponent + 1 > settings.precision {
        return work.invalid(INVALID_OPERATION);
    }
    let result = a.rescaled(b.exponent, settings.rounding);
    if result.adjusted() > settings.greatest_exponent || result.digits() > settings.precision {
        return work.invalid(INVALID_OPERATION);
    }
    if !result.is_zero() && result.adjusted() < settings.least_exponent {
        work.meet(SUBNORMAL);
    }
    if result.exponent > a.exponent {
        work.meet(ROUNDED);
        if order(&result, a) != Ordering::Equal {
            work.meet(INEXACT);
        }
    }
    work.fit(result)
}

/// Without the zeros at the end.
pub fn normalize(work: &mut Work, a: &Number) -> Number {
    if let Some(nan) = nan_of(work, a, a) {
        return nan;
    }
    let mut result = work.fit(a.clone());
    if result.is_infinite() {
        return result;
    }
    if result.is_zero() {
        return Number::zero(result.negative, 0);
    }
    let settings = work.settings;
    let greatest = if settings.clamp { settings.top() } else { settings.greatest_exponent };
    strip_zeros(&mut result.coefficient, &mut result.exponent, greatest);
    result
}

/// An integral value, its exponent at least zero; `reports` says whether what is lost is to be met.
pub fn to_integral(work: &mut Work, a: &Number, reports: bool) -> Number {
    if let Some(nan) = nan_of(work, a, a) {
        return nan;
    }
    if a.is_infinite() || a.exponent >= 0 {
        return a.clone();
    }
    if a.is_zero() {
        return Number::zero(a.negative, 0);
    }
    let result = a.rescaled(0, work.settings.rounding);
    if reports {
        work.meet(ROUNDED);
        if order(&result, a) != Ordering::Equal {
            work.meet(INEXACT);
        }
    }
    result
}

/// The square root: the integer root of enough digits, with a last one that tells whether there are more.
pub fn square_root(work: &mut Work, a: &Number) -> Number {
    if let Some(nan) = nan_of(work, a, a) {
        return nan;
    }
    if a.is_zero() {
        return work.fit(Number::zero(a.negative, a.exponent >> 1));
    }
    if a.negative {
        return work.invalid(INVALID_OPERATION);
    }
    if a.is_infinite() {
        return a.clone();
    }
    let odd = a.exponent & 1 == 1;
    let mut exponent = a.exponent >> 1;
    let mut square = if odd { &a.coefficient * 10u8 } else { a.coefficient.clone() };
    let length = if odd { (a.digits() >> 1) + 1 } else { (a.digits() + 1) >> 1 };
    let shift = work.settings.precision + 1 - length;
    let mut exact = true;
    if shift >= 0 {
        square = scaled(&square, 2 * shift);
    } else {
        let (quotient, rest) = square.div_rem(power_of_ten(-2 * shift));
        (square, exact) = (quotient, rest.is_zero());
    }
    exponent -= shift;
    let mut root = square.sqrt();
    exact = exact && &root * &root == square;
    if exact {
        root = if shift >= 0 { root / power_of_ten(shift) } else { root * power_of_ten(-shift) };
        exponent += shift;
    } else {
        mark_inexact(&mut root);
    }
    let rounding = std::mem::replace(&mut work.settings.rounding, Rounding::HalfEven);
    let result = work.fit(Number::new(false, root, exponent));
    work.settings.rounding = rounding;
    result
}

/// The order of two numbers that are no NaNs.
pub fn order(a: &Number, b: &Number) -> Ordering {
    let sign = |number: &Number| if number.is_zero() { 0 } else { 1 - 2 * i32::from(number.negative) };
    let (of_a, of_b) = (sign(a), sign(b));
    if of_a != of_b || of_a == 0 {
        return of_a.cmp(&of_b);
    }
    let magnitudes = match (a.is_infinite(), b.is_infinite()) {
        (false, false) => order_of_magnitudes(a, b),
        (one, other) => one.cmp(&other),
    };
    if a.negative { magnitudes.reverse() } else { magnitudes }
}

fn order_of_magnitudes(a: &Number, b: &Number) -> Ordering {
    a.adjusted().cmp(&b.adjusted()).then_with(|| {
        let exponent = a.exponent.min(b.exponent);
        scaled(&a.coefficient, a.exponent - exponent).cmp(&scaled(&b.coefficient, b.exponent - exponent))
    })
}
