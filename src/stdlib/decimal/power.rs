//! Powers with integral exponents, as libmpdec computes them: with a few digits more than the context has.

use super::arithmetic::{divide, multiply, nan_of};
use super::settings::conditions::*;
use super::settings::{Rounding, Settings, Work};
use super::number::{Number, power_of_ten};

/// `a ** b`; `None` where `b` is no integer and a logarithm is needed.
pub fn power(work: &mut Work, a: &Number, b: &Number) -> Option<Number> {
    if let Some(nan) = nan_of(work, a, b) {
        return Some(nan);
    }
    let negative = a.negative && b.is_odd();
    if a.is_zero() {
        return Some(power_of_zero(work, b, negative));
    }
    if a.negative && !b.is_integer() {
        return Some(work.invalid(INVALID_OPERATION));
    }
    if b.is_infinite() {
        return None;
    }
    if b.is_zero() {
        return Some(Number::one());
    }
    if a.is_infinite() {
        return Some(if b.negative { Number::zero(negative, 0) } else { Number::infinity(negative) });
    }
    if !b.is_integer() {
        return None;
    }
    // A power of one is exact; with others such an exponent leaves every context.
    let count = (b.adjusted() < 18).then(|| u64::try_from(integer_of(b)).ok()).flatten()?;
    Some(integral_power(work, a, b, count, negative))
}

fn power_of_zero(work: &mut Work, b: &Number, negative: bool) -> Number {
    if b.is_zero() {
        return work.invalid(INVALID_OPERATION);
    }
    if b.negative { Number::infinity(negative) } else { Number::zero(negative, 0) }
}

fn integer_of(b: &Number) -> dashu_int::UBig {
    if b.exponent >= 0 { &b.coefficient * power_of_ten(b.exponent) } else { &b.coefficient / power_of_ten(-b.exponent) }
}

fn integral_power(work: &mut Work, a: &Number, b: &Number, count: u64, negative: bool) -> Number {
    let settings = Settings {
        precision: work.settings.precision + b.digits() + b.exponent + 2 + i64::from(b.negative),
        rounding: Rounding::HalfEven,
        clamp: false,
        ..work.settings
    };
    let mut inner = Work::new(settings);
    let base = if b.negative { divide(&mut inner, &Number::one(), a) } else { a.clone() };
    let result = repeated(&mut inner, &base, count).with_sign(negative);
    work.meet(inner.met);
    work.fit(result)
}

/// Squares and multiplies from the highest bit of `count` on.
fn repeated(work: &mut Work, base: &Number, count: u64) -> Number {
    let mut result = base.clone();
    let mut bit = count.ilog2();
    while bit > 0 {
        bit -= 1;
        result = multiply(work, &result, &result);
        if count >> bit & 1 == 1 {
            result = multiply(work, &result, base);
        }
        if !result.is_finite() || (result.is_zero() && work.met & CLAMPED != 0) {
            break;
        }
    }
    result
}
