//! The operators of `float`: floor division, remainder and power.

use crate::text::{Error, Kind, Result};

/// `divmod(a, b)`: the quotient rounded down, the remainder with the divisor's sign.
pub fn divmod(a: f64, b: f64) -> Result<(f64, f64)> {
    if b == 0.0 {
        return Err(Error::zero_division());
    }
    let mut remainder = a % b;
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        remainder = 0.0_f64.copysign(b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Ok((0.0_f64.copysign(a / b), remainder));
    }
    let floor = quotient.floor();
    let floor = if quotient - floor > 0.5 { floor + 1.0 } else { floor };
    Ok((floor, remainder))
}

pub fn floor_div(a: f64, b: f64) -> Result<f64> {
    Ok(divmod(a, b)?.0)
}

pub fn modulo(a: f64, b: f64) -> Result<f64> {
    if b == 0.0 {
        return Err(Error::zero_division());
    }
    let remainder = a % b;
    if remainder == 0.0 {
        return Ok(0.0_f64.copysign(b));
    }
    Ok(if (b < 0.0) != (remainder < 0.0) { remainder + b } else { remainder })
}

pub fn true_div(a: f64, b: f64) -> Result<f64> {
    if b == 0.0 {
        return Err(Error::zero_division());
    }
    Ok(a / b)
}

pub fn zero_to_negative() -> Error {
    Error::new(Kind::ZeroDivisionError, "zero to a negative power")
}

/// Whether `a ** b` is complex: a negative finite base with a fractional exponent.
pub fn pow_is_complex(a: f64, b: f64) -> bool {
    a < 0.0 && a.is_finite() && b.is_finite() && b != b.floor()
}

/// `a ** b` where the result is real.
pub fn pow_real(a: f64, b: f64) -> Result<f64> {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(zero_to_negative());
    }
    let result = super::power::power(a, b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(Error::overflow("(34, 'Numerical result out of range')"));
    }
    Ok(result)
}

/// `value.is_integer()`.
pub fn is_integer(value: f64) -> bool {
    value.is_finite() && value == value.trunc()
}
