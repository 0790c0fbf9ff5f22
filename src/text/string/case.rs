//! Case conversions of whole strings.

use crate::text::unicode::{is_cased, is_lower, is_upper, push_folded, push_title};

pub fn lower(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() }
}

pub fn upper(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_uppercase() } else { text.to_uppercase() }
}

pub fn casefold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut result = String::with_capacity(text.len());
    text.chars().for_each(|c| push_folded(c, &mut result));
    result
}

/// Calls `visit` with every character and its lower case.
///
/// Only a capital sigma's lower case depends on its neighbours, so it is taken from the whole
/// string in lower case.
fn with_lower(text: &str, mut visit: impl FnMut(char, &str)) {
    let lowered = text.to_lowercase();
    let mut at = 0;
    for c in text.chars() {
        let length: usize = c.to_lowercase().map(char::len_utf8).sum();
        visit(c, &lowered[at..at + length]);
        at += length;
    }
}

/// `str.capitalize`.
pub fn capitalize(text: &str) -> String {
    if text.is_ascii() {
        let mut result = text.to_ascii_lowercase();
        if let Some(first) = result.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        return result;
    }
    let mut result = String::with_capacity(text.len());
    with_lower(text, |c, lower| {
        if result.is_empty() { push_title(c, &mut result) } else { result.push_str(lower) }
    });
    result
}

/// `str.title`: a letter after one with case is in lower case, any other in title case.
pub fn title(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut inside = false;
    if text.is_ascii() {
        for c in text.chars() {
            result.push(if inside { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() });
            inside = c.is_ascii_alphabetic();
        }
        return result;
    }
    with_lower(text, |c, lower| {
        if inside { result.push_str(lower) } else { push_title(c, &mut result) }
        inside = is_cased(c);
    });
    result
}

/// `str.swapcase`.
pub fn swapcase(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    with_lower(text, |c, lower| {
        if is_upper(c) {
            result.push_str(lower);
        } else if is_lower(c) {
            result.extend(c.to_uppercase());
        } else {
            result.push(c);
        }
    });
    result
}

/// `bytes.capitalize`.
pub fn capitalize_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut result = bytes.to_ascii_lowercase();
    if let Some(first) = result.first_mut() {
        first.make_ascii_uppercase();
    }
    result
}

/// `bytes.title`.
pub fn title_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut inside = false;
    let convert = |&byte: &u8| {
        let converted = if inside { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
        inside = byte.is_ascii_alphabetic();
        converted
    };
    bytes.iter().map(convert).collect()
}

/// `bytes.swapcase`.
pub fn swapcase_bytes(bytes: &[u8]) -> Vec<u8> {
    let swap = |byte: &u8| if byte.is_ascii_lowercase() { byte.to_ascii_uppercase() } else { byte.to_ascii_lowercase() };
    bytes.iter().map(swap).collect()
}
