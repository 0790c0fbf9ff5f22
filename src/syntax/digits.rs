//! Integer literals that are too long to be converted: `sys.set_int_max_str_digits` sets how long they may be.

use super::tokens::{Kind, tokenize, with_plain_newlines};
use super::{SourceMap, SyntaxError, SyntaxErrorKind, TextRange, read_module};
use crate::text::int::too_many_digits;

/// Refuses a source with a decimal integer literal of more than `limit` digits; 0 lifts the limit.
pub fn check_digits(source: &str, file: &str, limit: usize) -> Result<(), SyntaxError> {
    if limit == 0 || !may_exceed(source.as_bytes(), limit) {
        return Ok(());
    }
    let text = with_plain_newlines(source);
    let tokens = tokenize(&text).tokens;
    let numbers = tokens.iter().filter(|token| token.kind == Kind::Number).map(|token| (token.start, &text[token.start as usize..token.end as usize]));
    let mut excesses = numbers.filter_map(|(start, literal)| Some((start, excess(literal, limit)?)));
    match excesses.next() {
        None => Ok(()),
        Some((start, digits)) => Err(refusal(source, file, start, limit, digits)),
    }
}

/// A literal that is longer than the limit covers one of these bytes.
fn may_exceed(source: &[u8], limit: usize) -> bool {
    source.iter().skip(limit).step_by(limit).any(|byte| matches!(byte, b'0'..=b'9' | b'_'))
}

/// How many digits a decimal integer has, if they are too many.
fn excess(literal: &str, limit: usize) -> Option<usize> {
    let is_decimal = literal.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'_'));
    let digits = literal.bytes().filter(u8::is_ascii_digit).count();
    (is_decimal && digits > limit && !literal.starts_with('0')).then_some(digits)
}

/// An error further up goes before.
fn refusal(source: &str, file: &str, start: u32, limit: usize, digits: usize) -> SyntaxError {
    let map = SourceMap::new(source);
    let line = map.line(start) as i32;
    if let Some(error) = read_module(source, file).err().filter(|error| error.line < line) {
        return error;
    }
    let message = format!(
        "{} - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
        too_many_digits(limit, digits)
    );
    let range = TextRange::empty(start.into());
    SyntaxError { column: 0, end_column: 0, ..SyntaxError::at(SyntaxErrorKind::SyntaxError, message, range, &map, file) }
}
