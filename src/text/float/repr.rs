//! Floats as decimal text: `repr`, and the conversions e, f and g that formatting is made of.

use crate::text::int::{Digits, decompose};

/// Decimal digits of a finite value: `0.d1d2d3... * 10**point`.
struct Decimal {
    digits: String,
    point: i32,
}

/// Which digits are wanted, with the letters of C's conversions; `Shortest` is what `repr` shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Conversion {
    Exponent,
    Fixed,
    General,
    Shortest,
}

/// How `to_text` writes: CPython's `PyOS_double_to_string`.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub conversion: Conversion,
    pub precision: usize,
    /// `#`: keep the point and General's trailing zeros.
    pub alternate: bool,
    /// A whole number still gets `.0`, unless it is written with an exponent.
    pub dot_zero: bool,
}

const REPR: Style =
    Style { conversion: Conversion::Shortest, precision: 0, alternate: false, dot_zero: true };

/// No double has more significant digits or decimal places; what is asked beyond is zeros.
const LONGEST: usize = 1100;

/// `repr(value)`.
pub fn repr(value: f64) -> String {
    if let Some(text) = short_repr(value) {
        return text;
    }
    let text = to_text(value.abs(), REPR);
    if value.is_sign_negative() && !value.is_nan() { format!("-{text}") } else { text }
}

/// `repr(value)` where it has at most six decimal places and fifteen digits: no other decimal as short reads back as
/// the same value.
fn short_repr(value: f64) -> Option<String> {
    const SCALE: i64 = 1_000_000;
    let magnitude = value.abs();
    if !(1e-3..1e9).contains(&magnitude) {
        return None;
    }
    let scaled = libm::round(magnitude * SCALE as f64) as i64;
    if scaled as f64 / SCALE as f64 != magnitude {
        return None;
    }
    let mut text = String::with_capacity(20);
    push_scaled(&mut text, value.is_sign_negative(), scaled, 6);
    let kept = text.trim_end_matches('0').len();
    text.truncate(if text.as_bytes()[kept - 1] == b'.' { kept + 1 } else { kept });
    Some(text)
}

/// `format(value, ".{places}f")`, where that can be had without ado.
pub fn fixed_text(value: f64, places: usize) -> Option<String> {
    let scaled = scaled(value.abs(), places).filter(|_| value.is_finite())?;
    let mut text = String::with_capacity(24);
    push_scaled(&mut text, value.is_sign_negative(), scaled, places);
    Some(text)
}

/// Writes `scaled / 10**places` with all places.
fn push_scaled(text: &mut String, negative: bool, scaled: i64, places: usize) {
    let scale = 10_i64.pow(places as u32);
    if negative {
        text.push('-');
    }
    text.push_str(Digits::decimal(scaled / scale).as_str());
    if places > 0 {
        // A digit before the places keeps their zeros.
        text.push('.');
        text.push_str(&Digits::decimal(scaled % scale + scale).as_str()[1..]);
    }
}

/// The text of `value`, which must not be negative: signs are the caller's.
pub fn to_text(value: f64, style: Style) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return "inf".to_owned();
    }
    let (decimal, exponential, least) = layout(value, style);
    let mut text = String::new();
    let point = if exponential { 1 } else { decimal.point };
    let least = if style.dot_zero && !exponential { least.max(1) } else { least };
    push_digits(&mut text, &decimal.digits, point, least, style.alternate);
    if exponential {
        push_exponent(&mut text, decimal.point - 1);
    }
    text
}

/// The digits, whether an exponent is written, and how many places after the point there are at least.
fn layout(value: f64, style: Style) -> (Decimal, bool, usize) {
    match style.conversion {
        Conversion::Shortest => {
            let decimal = shortest(value);
            let exponential = decimal.point <= -4 || decimal.point > 16;
            (decimal, exponential, 0)
        }
        Conversion::Exponent => (significant(value, style.precision + 1), true, style.precision),
        Conversion::Fixed => (fixed(value, style.precision), false, style.precision),
        Conversion::General => general(value, style),
    }
}

fn general(value: f64, style: Style) -> (Decimal, bool, usize) {
    let precision = style.precision.max(1);
    let mut decimal = significant(value, precision);
    let last = precision as i64 - i64::from(style.dot_zero);
    let exponential = decimal.point <= -4 || i64::from(decimal.point) > last;
    if !style.alternate {
        strip_zeros(&mut decimal);
        return (decimal, exponential, 0);
    }
    let whole = if exponential { 1 } else { decimal.point };
    let least = (precision as i64 - i64::from(whole)).max(0) as usize;
    (decimal, exponential, least)
}

fn strip_zeros(decimal: &mut Decimal) {
    let kept = decimal.digits.trim_end_matches('0').len().max(1);
    decimal.digits.truncate(kept);
}

/// The fewest digits that read back as `value`.
fn shortest(value: f64) -> Decimal {
    let decimal = split_exponent(&format!("{value:e}"));
    // Between two strings as short and as near, Rust takes the upper one and Python the even one.
    // Only a value with more digits than a double holds for sure can lie in such a middle.
    if decimal.digits.len() < 15 { decimal } else { significant(value, decimal.digits.len()) }
}

/// `count` significant digits, correctly rounded.
fn significant(value: f64, count: usize) -> Decimal {
    split_exponent(&format!("{value:.*e}", (count - 1).min(LONGEST)))
}

fn split_exponent(text: &str) -> Decimal {
    let (mantissa, exponent) = text.split_once('e').expect("exponent notation");
    let exponent: i32 = exponent.parse().expect("an exponent");
    let mut digits = String::with_capacity(mantissa.len());
    digits.push_str(&mantissa[..1]);
    digits.push_str(mantissa.get(2..).unwrap_or_default());
    // Zero's only digit stands before the point like any other.
    Decimal { digits, point: exponent + 1 }
}

/// The digits up to `places` after the point, correctly rounded.
fn fixed(value: f64, places: usize) -> Decimal {
    if let Some(scaled) = scaled(value, places) {
        let digits = Digits::decimal(scaled);
        let zeros = (places + 1).saturating_sub(digits.as_str().len());
        let digits = "0".repeat(zeros) + digits.as_str();
        return Decimal { point: (digits.len() - places) as i32, digits };
    }
    let text = format!("{value:.*}", places.min(LONGEST));
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    Decimal { digits: format!("{whole}{fraction}"), point: whole.len() as i32 }
}

/// `value * 10**places` rounded to the nearest, ties to even, where 128 bits hold the exact product.
fn scaled(value: f64, places: usize) -> Option<i64> {
    const MOST_PLACES: usize = 9;
    let (mantissa, exponent) = decompose(value);
    if places > MOST_PLACES || exponent >= 0 {
        return None;
    }
    let product = i128::from(mantissa) * i128::from(10_i64.pow(places as u32));
    let shift = exponent.unsigned_abs();
    if shift > 100 {
        return Some(0);
    }
    let (quotient, rest) = (product >> shift, product & ((1 << shift) - 1));
    let half = 1 << (shift - 1);
    let up = rest > half || rest == half && quotient & 1 == 1;
    i64::try_from(quotient + i128::from(up)).ok()
}

/// Writes the digits with the point after `point` of them and at least `least` places behind it.
fn push_digits(text: &mut String, digits: &str, point: i32, least: usize, alternate: bool) {
    let whole = usize::try_from(point).unwrap_or(0);
    let given = whole.min(digits.len());
    text.push_str(if whole == 0 { "0" } else { &digits[..given] });
    text.extend(std::iter::repeat_n('0', whole - given));
    let (zeros, fraction) = (usize::try_from(-point).unwrap_or(0), &digits[given..]);
    let places = zeros + fraction.len();
    if places == 0 && least == 0 && !alternate {
        return;
    }
    text.push('.');
    text.extend(std::iter::repeat_n('0', zeros));
    text.push_str(fraction);
    text.extend(std::iter::repeat_n('0', least.saturating_sub(places)));
}

fn push_exponent(text: &mut String, exponent: i32) {
    let sign = if exponent < 0 { '-' } else { '+' };
    text.push_str(&format!("e{sign}{:02}", exponent.unsigned_abs()));
}
