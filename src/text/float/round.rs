//! `round(float)` and `round(float, digits)`, exact in the decimal digits.

use crate::text::int::{Int, from_float};
use crate::text::{Error, Result};

/// `round(value)`: the nearest integer, ties to even.
pub fn round_to_int(value: f64) -> Result<Int> {
    from_float(value.round_ties_even())
}

/// `round(value, digits)`.
pub fn round(value: f64, digits: i64) -> Result<f64> {
    if !value.is_finite() || value == 0.0 || digits > 323 {
        return Ok(value);
    }
    if digits < -308 {
        return Ok(0.0_f64.copysign(value));
    }
    let rounded = if digits >= 0 {
        format!("{value:.*}", digits as usize).parse().expect("decimal text")
    } else {
        round_tens(value.abs(), digits.unsigned_abs() as i32).copysign(value)
    };
    if rounded.is_infinite() {
        return Err(Error::overflow("rounded value too large to represent"));
    }
    Ok(rounded)
}

/// The positive `value` to a multiple of `10**places`.
fn round_tens(value: f64, places: i32) -> f64 {
    let digits = exponent_of(value) + 1 - places;
    if digits > 0 {
        return format!("{value:.*e}", digits as usize - 1).parse().expect("decimal text");
    }
    if digits == 0 && exceeds_half(value, places as usize) {
        return format!("1e{places}").parse().expect("decimal text");
    }
    0.0
}

/// Whether `value`, which has `places` digits before its point, is above half of `10**places`.
fn exceeds_half(value: f64, places: usize) -> bool {
    let whole = format!("{:.0}", value.trunc());
    let half = format!("5{}", "0".repeat(places - 1));
    whole > half || (whole == half && value.fract() > 0.0)
}

fn exponent_of(value: f64) -> i32 {
    let text = format!("{value:e}");
    text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).expect("exponent notation")
}
