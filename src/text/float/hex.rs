//! `float.hex` and `float.fromhex`.

use crate::text::int::{decompose, scaled};
use crate::text::unicode::trim;
use crate::text::{Error, Result};

/// `value.hex()`.
pub fn to_hex(value: f64) -> String {
    if !value.is_finite() {
        return super::repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let (mantissa, exponent) = decompose(value.abs());
    let (whole, fraction) = (mantissa >> 52, mantissa & ((1 << 52) - 1));
    format!("{sign}0x{whole}.{fraction:013x}p{:+}", exponent + 52)
}

/// `float.fromhex(source)`.
pub fn from_hex(source: &str) -> Result<f64> {
    let text = trim(source);
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let magnitude = match unsigned.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        lower => hex_magnitude(lower)?,
    };
    Ok(if negative { -magnitude } else { magnitude })
}

fn invalid() -> Error {
    Error::value("invalid hexadecimal floating-point string")
}

fn hex_magnitude(text: &str) -> Result<f64> {
    let text = text.strip_prefix("0x").unwrap_or(text);
    let (digits, exponent) = match text.split_once('p') {
        Some((digits, exponent)) => (digits, parse_exponent(exponent)?),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() + fraction.len() == 0 {
        return Err(invalid());
    }
    let mut mantissa: u64 = 0;
    let mut sticky = false;
    let mut shift = exponent - 4 * fraction.len() as i64;
    for c in whole.chars().chain(fraction.chars()) {
        let digit = u64::from(c.to_digit(16).ok_or_else(invalid)?);
        if mantissa >> 60 == 0 {
            mantissa = mantissa << 4 | digit;
        } else {
            sticky |= digit != 0;
            shift += 4;
        }
    }
    let shift = shift.clamp(-1_000_000, 1_000_000) as i32;
    scaled(mantissa, sticky, shift)
        .ok_or_else(|| Error::overflow("hexadecimal value too large to represent as a float"))
}

/// A decimal exponent with an optional sign; a huge one is as good as its clamped value.
fn parse_exponent(text: &str) -> Result<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(invalid());
    }
    let magnitude = digits.parse::<i64>().unwrap_or(i64::MAX).min(1 << 40);
    Ok(if text.starts_with('-') { -magnitude } else { magnitude })
}
