//! `repr` of `str` and `bytes`, and `ascii()`.

use super::code_of;
use crate::text::unicode::is_printable;

/// Double quotes only where the text has single quotes and no double ones.
fn quote_for(single: bool, double: bool) -> char {
    if single && !double { '"' } else { '\'' }
}

/// `repr(text)`.
pub fn quoted(text: &str) -> String {
    escaped(text, is_printable)
}

/// `ascii(text)`.
pub fn ascii(text: &str) -> String {
    escaped(text, |c| (' '..='~').contains(&c))
}

/// `text` with everything outside ASCII as an escape: `ascii()` of another object's `repr`.
pub fn ascii_escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() { result.push(c) } else { push_escape(&mut result, c) }
    }
    result
}

fn escaped(text: &str, shown: impl Fn(char) -> bool) -> String {
    let quote = quote_for(text.contains('\''), text.contains('"'));
    let mut result = String::with_capacity(text.len() + 2);
    result.push(quote);
    for c in text.chars() {
        match c {
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            _ if c == quote => result.extend(['\\', c]),
            _ if shown(c) => result.push(c),
            _ => push_escape(&mut result, c),
        }
    }
    result.push(quote);
    result
}

/// `\xNN`, `\uNNNN` or `\UNNNNNNNN`, the shortest that can hold `c`.
pub fn push_escape(into: &mut String, c: char) {
    let code = code_of(c);
    let text = match code {
        ..=0xff => format!("\\x{code:02x}"),
        ..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    };
    into.push_str(&text);
}

/// `repr(bytes)`.
pub fn bytes_repr(bytes: &[u8]) -> String {
    let quote = quote_for(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut result = String::with_capacity(bytes.len() + 3);
    result.extend(['b', quote]);
    for &byte in bytes {
        let c = byte as char;
        match c {
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            _ if c == quote => result.extend(['\\', c]),
            ' '..='~' => result.push(c),
            _ => push_escape(&mut result, c),
        }
    }
    result.push(quote);
    result
}
