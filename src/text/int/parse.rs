//! `int("...", base)`.

use dashu_int::IBig;

use super::Int;
use crate::text::unicode::{decimal_value, trim};
use crate::text::{Error, Result, quoted};

/// `sys.int_info.default_max_str_digits`; a limit of 0 lifts it.
pub const DEFAULT_DIGITS_LIMIT: usize = 4300;

/// Parses as `int(source, base)` does; `limit` is `sys.get_int_max_str_digits()`.
pub fn parse(source: &str, base: u32, limit: usize) -> Result<Int> {
    parse_or_quote(source, base, limit, || quoted(source))
}

/// As `parse`, for bytes: the message then quotes the bytes.
pub fn parse_bytes(source: &[u8], base: u32, limit: usize) -> Result<Int> {
    let quote = || crate::text::bytes_repr(source);
    match std::str::from_utf8(source) {
        Ok(text) if text.is_ascii() => parse_or_quote(text, base, limit, quote),
        _ => Err(invalid(base, quote())),
    }
}

/// The base of an `int(x, base)` call, checked.
pub fn check_base(base: Option<i64>) -> Result<u32> {
    match base {
        Some(base @ (0 | 2..=36)) => Ok(base as u32),
        _ => Err(Error::value("int() base must be >= 2 and <= 36, or 0")),
    }
}

fn parse_or_quote(source: &str, base: u32, limit: usize, quote: impl Fn() -> String) -> Result<Int> {
    let Some((negative, digits, radix)) = digits_of(source, base) else {
        return Err(invalid(base, quote()));
    };
    check_limit(digits.len(), radix, limit)?;
    if digits.len() <= 11 {
        let value = i64::from_str_radix(&digits, radix).map_err(|_| invalid(base, quote()))?;
        return Ok(Int::Small(if negative { -value } else { value }));
    }
    let value = IBig::from_str_radix(&digits, radix).map_err(|_| invalid(base, quote()))?;
    Ok(Int::from(if negative { -value } else { value }))
}

fn invalid(base: u32, quote: String) -> Error {
    let shown: String = quote.chars().take(200).collect();
    Error::value(format!("invalid literal for int() with base {base}: {shown}"))
}

fn check_limit(digits: usize, radix: u32, limit: usize) -> Result<()> {
    if limit == 0 || digits <= limit || radix.is_power_of_two() {
        return Ok(());
    }
    Err(Error::value(too_many_digits(limit, digits)))
}

pub fn too_many_digits(limit: usize, digits: usize) -> String {
    format!(
        "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
         use sys.set_int_max_str_digits() to increase the limit"
    )
}

/// Sign, ASCII digits without underscores, and radix; `None` where the text is no integer.
fn digits_of(source: &str, base: u32) -> Option<(bool, String, u32)> {
    let trimmed = trim(source);
    let ascii: String = trimmed.chars().map(to_ascii_digit).collect::<Option<_>>()?;
    let (negative, unsigned) = split_sign(&ascii);
    let (radix, rest) = split_prefix(unsigned, base);
    let digits = without_underscores(rest, rest.len() < unsigned.len())?;
    if !digits.bytes().all(|digit| (digit as char).is_digit(radix)) {
        return None;
    }
    // "012" could be meant as octal: only zeros may start with a zero where the base is to be guessed.
    if base == 0 && radix == 10 && digits.starts_with('0') && digits.bytes().any(|digit| digit != b'0') {
        return None;
    }
    Some((negative, digits, radix))
}

fn to_ascii_digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    char::from_digit(decimal_value(c)?, 10)
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

fn split_prefix(text: &str, base: u32) -> (u32, &str) {
    let prefixed = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    match base {
        0 if prefixed == 0 => (10, text),
        0 => (prefixed, &text[2..]),
        _ if base == prefixed => (base, &text[2..]),
        _ => (base, text),
    }
}

/// Single underscores may stand between digits, and after a prefix.
fn without_underscores(text: &str, after_prefix: bool) -> Option<String> {
    if !text.contains('_') {
        return (!text.is_empty()).then(|| text.to_owned());
    }
    let text = if after_prefix { text.strip_prefix('_').unwrap_or(text) } else { text };
    if text.starts_with('_') || text.ends_with('_') || text.contains("__") || text.is_empty() {
        return None;
    }
    Some(text.replace('_', ""))
}
