//! `float("...")`.

use crate::text::unicode::{decimal_value, trim};
use crate::text::{Error, Result, bytes_repr, quoted};

pub fn parse(source: &str) -> Result<f64> {
    parse_str(source)
        .ok_or_else(|| Error::value(format!("could not convert string to float: {}", quoted(source))))
}

/// As `parse`, for bytes: the message then quotes the bytes.
pub fn parse_bytes(source: &[u8]) -> Result<f64> {
    let text = std::str::from_utf8(source).ok().filter(|text| text.is_ascii());
    text.and_then(parse_str)
        .ok_or_else(|| Error::value(format!("could not convert string to float: {}", bytes_repr(source))))
}

fn parse_str(source: &str) -> Option<f64> {
    let ascii: String = trim(source).chars().map(to_ascii).collect::<Option<_>>()?;
    parse_ascii(&without_underscores(&ascii)?)
}

fn to_ascii(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    char::from_digit(decimal_value(c)?, 10)
}

/// Underscores may stand between two digits only.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'_' && !(digit(at.checked_sub(1)) && digit(Some(at + 1))) {
            return None;
        }
    }
    Some(text.replace('_', ""))
}

/// A decimal literal, `inf`, `infinity` or `nan` in any case, with an optional sign and nothing around it.
pub(super) fn parse_ascii(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if is_decimal(unsigned) || is_special(unsigned) {
        return text.parse().ok();
    }
    None
}

fn is_special(text: &str) -> bool {
    ["inf", "infinity", "nan"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn is_decimal(text: &str) -> bool {
    scan_decimal(text) == text.len() && !text.is_empty()
}

/// The length of the unsigned decimal literal that `text` starts with, 0 where there is none.
pub(super) fn scan_decimal(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits(0);
    let mut end = whole;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if whole + fraction == 0 {
            return 0;
        }
        end += 1 + fraction;
    }
    if end == 0 {
        return 0;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits((end + 1 + sign).min(bytes.len()));
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}
