//! Numbers as text, and text as numbers.

use dashu_int::UBig;

use super::number::{Kind, Number, has_room};

/// The number that `text` denotes, exactly. Underscores may stand between digits, space around it all.
pub fn parse(text: &str) -> Option<Number> {
    parse_strictly(&text.trim().replace('_', ""))
}

/// As `parse`, of nothing but a number.
pub fn parse_strictly(text: &str) -> Option<Number> {
    let text: String = text.chars().map(ascii_digit).collect::<Option<_>>()?;
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let lower = rest.to_ascii_lowercase();
    if lower == "inf" || lower == "infinity" {
        return Some(Number::infinity(negative));
    }
    for (name, kind) in [("snan", Kind::SignalingNan), ("nan", Kind::QuietNan)] {
        if let Some(payload) = lower.strip_prefix(name) {
            return Some(Number { negative, kind, coefficient: digits_of(payload)?, exponent: 0 });
        }
    }
    parse_finite(negative, &lower)
}

/// `c`, or the ASCII digit that it means.
fn ascii_digit(c: char) -> Option<char> {
    match c {
        _ if c.is_ascii() => Some(c),
        _ => crate::text::unicode::decimal_value(c).and_then(|digit| char::from_digit(digit, 10)),
    }
}

fn digits_of(digits: &str) -> Option<UBig> {
    match digits {
        "" => Some(UBig::ZERO),
        _ if digits.bytes().all(|byte| byte.is_ascii_digit()) => UBig::from_str_radix(digits, 10).ok(),
        _ => None,
    }
}

fn parse_finite(negative: bool, text: &str) -> Option<Number> {
    let (mantissa, exponent) = match text.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let coefficient = digits_of(&format!("{whole}{fraction}"))?;
    Some(Number::new(negative, coefficient, exponent - fraction.len() as i64))
}

/// Beyond what any context allows, but far from the end of the machine's integers.
pub const FARTHEST: i64 = 1 << 61;

fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse::<i64>().unwrap_or(FARTHEST).min(FARTHEST);
    Some(if text.starts_with('-') { -size } else { size })
}

impl Number {
    /// As `str()` shows it, or in steps of three powers of ten as `to_eng_string()` does.
    pub fn shown(&self, engineering: bool, capitals: bool) -> String {
        let sign = if self.negative { "-" } else { "" };
        let payload = |name: &str| match self.coefficient.is_zero() {
            true => format!("{sign}{name}"),
            false => format!("{sign}{name}{}", self.coefficient),
        };
        match self.kind {
            Kind::Infinite => format!("{sign}Infinity"),
            Kind::QuietNan => payload("NaN"),
            Kind::SignalingNan => payload("sNaN"),
            Kind::Finite => format!("{sign}{}", self.shown_finite(engineering, capitals)),
        }
    }

    fn shown_finite(&self, engineering: bool, capitals: bool) -> String {
        let digits = self.coefficient.to_string();
        let left = self.exponent + digits.len() as i64;
        let point = if self.exponent <= 0 && left > -6 {
            left
        } else if !engineering {
            1
        } else if self.coefficient.is_zero() {
            (left + 1).rem_euclid(3) - 1
        } else {
            (left - 1).rem_euclid(3) + 1
        };
        let exponent = left - point;
        let mantissa = with_point(&digits, point);
        if exponent == 0 {
            return mantissa;
        }
        format!("{mantissa}{}{exponent:+}", if capitals { 'E' } else { 'e' })
    }
}

/// `digits` with a point after the first `point` of them, and zeros where there are none.
pub fn with_point(digits: &str, point: i64) -> String {
    let count = digits.len() as i64;
    if !has_room(point.saturating_abs()) {
        return String::new();
    }
    if point <= 0 {
        return format!("0.{}{digits}", "0".repeat(-point as usize));
    }
    if point >= count {
        return format!("{digits}{}", "0".repeat((point - count) as usize));
    }
    let (whole, fraction) = digits.split_at(point as usize);
    format!("{whole}.{fraction}")
}
