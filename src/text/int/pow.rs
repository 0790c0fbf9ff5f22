//! `int ** int` and `pow(base, exponent, modulus)`.

use dashu_int::{UBig, fast_div::ConstDivisor};

use super::{Int, IntRef, add, bit_length, check_size, modulo, to_float};
use crate::text::{Error, Result, float};

/// What a power of two integers is: an integer, or a float where the exponent is negative.
#[derive(Clone, PartialEq, Debug)]
pub enum Power {
    Int(Int),
    Float(f64),
}

pub fn pow(base: IntRef, exponent: IntRef) -> Result<Power> {
    if exponent.is_negative() {
        if base.is_zero() {
            return Err(float::zero_to_negative());
        }
        return Ok(Power::Float(float::pow_real(to_float(base)?, to_float(exponent)?)?));
    }
    pow_int(base, exponent).map(Power::Int)
}

fn pow_int(base: IntRef, exponent: IntRef) -> Result<Int> {
    let odd = !super::and(exponent, IntRef::Small(1)).as_ref().is_zero();
    match base {
        _ if exponent.is_zero() => return Ok(Int::Small(1)),
        IntRef::Small(0 | 1) => return Ok(base.to_int()),
        IntRef::Small(-1) => return Ok(Int::Small(if odd { -1 } else { 1 })),
        _ => {}
    }
    let exponent = exponent.small().and_then(|n| usize::try_from(n).ok()).ok_or_else(Error::memory)?;
    if let IntRef::Small(x) = base
        && let Ok(power) = u32::try_from(exponent)
        && let Some(result) = x.checked_pow(power)
    {
        return Ok(Int::Small(result));
    }
    check_size((bit_length(base) - 1).saturating_mul(exponent))?;
    Ok(Int::from(base.big().pow(exponent)))
}

/// `pow(base, exponent, modulus)`: the result has the modulus's sign.
pub fn pow_mod(base: IntRef, exponent: IntRef, modulus: IntRef) -> Result<Int> {
    if modulus.is_zero() {
        return Err(Error::value("pow() 3rd argument cannot be 0"));
    }
    let size = magnitude(modulus);
    // A ring of one element is beyond `ConstDivisor`.
    if size.is_one() {
        return Ok(Int::Small(0));
    }
    let reduced = modulo(base, Int::from(dashu_int::IBig::from(size.clone())).as_ref())?;
    let ring = ConstDivisor::new(size);
    let mut element = ring.reduce(magnitude(reduced.as_ref()));
    if exponent.is_negative() {
        element = element
            .inv()
            .ok_or_else(|| Error::value("base is not invertible for the given modulus"))?;
    }
    let residue = element.pow(&magnitude(exponent)).residue();
    let residue = Int::from(dashu_int::IBig::from(residue));
    if modulus.is_negative() && !residue.as_ref().is_zero() {
        return Ok(add(residue.as_ref(), modulus));
    }
    Ok(residue)
}

fn magnitude(a: IntRef) -> UBig {
    match a {
        IntRef::Small(x) => UBig::from(x.unsigned_abs()),
        IntRef::Big(x) => dashu_int::ops::UnsignedAbs::unsigned_abs(x),
    }
}
