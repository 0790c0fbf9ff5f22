//! Between integers and floats.

use dashu_int::{IBig, UBig};

use super::{Int, IntRef, add, bit_length};
use crate::text::{Error, Result};

/// `float(a)`: rounded to the nearest, ties to even.
pub fn to_float(a: IntRef) -> Result<f64> {
    let value = match a {
        IntRef::Small(x) => return Ok(x as f64),
        IntRef::Big(value) => value,
    };
    let too_large = || Error::overflow("int too large to convert to float");
    let magnitude: UBig = dashu_int::ops::UnsignedAbs::unsigned_abs(value);
    let shift = bit_length(a) - 64;
    let top = u64::try_from(&magnitude >> shift).expect("64 bits are left");
    let sticky = magnitude.trailing_zeros().is_some_and(|zeros| zeros < shift);
    let shift = i32::try_from(shift).map_err(|_| too_large())?;
    let result = scaled(top, sticky, shift).ok_or_else(too_large)?;
    Ok(if a.is_negative() { -result } else { result })
}

/// `mantissa * 2**shift` rounded once, where `sticky` says that bits below the mantissa were lost.
///
/// `mantissa` must have at least 55 bits unless `sticky` is false. `None` where it overflows.
pub fn scaled(mantissa: u64, sticky: bool, shift: i32) -> Option<f64> {
    let length = 64 - mantissa.leading_zeros() as i32;
    let kept = 53.min(length + shift + 1074);
    if kept < 0 {
        return Some(0.0);
    }
    let dropped = (length - kept).max(0) as u32;
    let rounded = round_off(mantissa, sticky, dropped);
    let result = libm::ldexp(rounded as f64, shift + dropped as i32);
    result.is_finite().then_some(result)
}

/// `mantissa / 2**dropped` to the nearest, ties to even.
fn round_off(mantissa: u64, sticky: bool, dropped: u32) -> u64 {
    if dropped == 0 {
        return mantissa;
    }
    let wide = u128::from(mantissa) << 1 | u128::from(sticky);
    let dropped = dropped + 1;
    let quotient = (wide >> dropped) as u64;
    let rest = wide & ((1 << dropped) - 1);
    let half = 1u128 << (dropped - 1);
    let up = rest > half || (rest == half && quotient & 1 == 1);
    quotient + u64::from(up)
}

/// `int(value)`: rounded toward zero.
pub fn from_float(value: f64) -> Result<Int> {
    if value.is_nan() {
        return Err(Error::value("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(Error::overflow("cannot convert float infinity to integer"));
    }
    let whole = value.trunc();
    if whole.abs() < 9.2e18 {
        return Ok(Int::Small(whole as i64));
    }
    let (mantissa, exponent) = decompose(whole);
    Ok(Int::from(IBig::from(mantissa) << exponent as usize))
}

/// The finite `value` as `mantissa * 2**exponent`, both exact.
pub fn decompose(value: f64) -> (i64, i32) {
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32;
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (mantissa, exponent) =
        if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    (if value.is_sign_negative() { -mantissa } else { mantissa }, exponent)
}

/// `value.__floor__()` and `value.__ceil__()` through the truncated value.
pub fn floor_float(value: f64) -> Result<Int> {
    from_float(value.floor())
}

pub fn ceil_float(value: f64) -> Result<Int> {
    from_float(value.ceil())
}

/// `value.as_integer_ratio()` in lowest terms, the denominator positive.
pub fn integer_ratio(value: f64) -> Result<(Int, Int)> {
    if value.is_nan() {
        return Err(Error::value("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(Error::overflow("cannot convert Infinity to integer ratio"));
    }
    let (mut mantissa, mut exponent) = decompose(value);
    if mantissa == 0 {
        return Ok((Int::Small(0), Int::Small(1)));
    }
    let zeros = mantissa.trailing_zeros();
    mantissa >>= zeros;
    exponent += zeros as i32;
    let power = IBig::ONE << exponent.unsigned_abs() as usize;
    if exponent < 0 {
        return Ok((Int::Small(mantissa), Int::from(power)));
    }
    Ok((Int::from(IBig::from(mantissa) * power), Int::Small(1)))
}

/// `round(a, digits)` for negative `digits`: to a multiple of a power of ten, ties to even.
pub fn round_to_tens(a: IntRef, digits: i64) -> Result<Int> {
    if digits >= 0 {
        return Ok(a.to_int());
    }
    let places = digits.unsigned_abs() as usize;
    // 10**places is then more than twice the magnitude.
    if places > bit_length(a) {
        return Ok(Int::Small(0));
    }
    let unit = IBig::from(10).pow(places);
    let unit = Int::from(unit);
    let (quotient, remainder) = super::divmod(a, unit.as_ref())?;
    let twice = add(remainder.as_ref(), remainder.as_ref());
    let up = match super::cmp(twice.as_ref(), unit.as_ref()) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => !super::and(quotient.as_ref(), IntRef::Small(1)).as_ref().is_zero(),
    };
    let quotient = add(quotient.as_ref(), IntRef::Small(i64::from(up)));
    super::mul(quotient.as_ref(), unit.as_ref())
}
