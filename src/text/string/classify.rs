//! `str.isalpha` and its like for whole strings, and the same for bytes.

use crate::text::unicode::{
    decimal_value, is_alnum, is_alpha, is_digit, is_lower, is_numeric, is_printable, is_space, is_title,
    is_upper,
};

/// The predicates of `str`; those that `bytes` has too take its ASCII meaning there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    Alnum,
    Alpha,
    Ascii,
    Decimal,
    Digit,
    Identifier,
    Lower,
    Numeric,
    Printable,
    Space,
    Title,
    Upper,
}

pub fn is_class(text: &str, class: Class) -> bool {
    let all = |predicate: fn(char) -> bool| !text.is_empty() && text.chars().all(predicate);
    match class {
        Class::Alnum => all(is_alnum),
        Class::Alpha => all(is_alpha),
        Class::Ascii => text.is_ascii(),
        Class::Decimal => all(|c| decimal_value(c).is_some()),
        Class::Digit => all(is_digit),
        Class::Identifier => is_identifier(text),
        Class::Lower => has_case(text.chars(), is_lower, |c| is_upper(c) || is_title(c)),
        Class::Numeric => all(is_numeric),
        Class::Printable => text.chars().all(is_printable),
        Class::Space => all(is_space),
        Class::Title => is_title_case(text.chars()),
        Class::Upper => has_case(text.chars(), is_upper, |c| is_lower(c) || is_title(c)),
    }
}

pub fn is_class_bytes(bytes: &[u8], class: Class) -> bool {
    let all = |predicate: fn(&u8) -> bool| !bytes.is_empty() && bytes.iter().all(predicate);
    let chars = bytes.iter().map(|&byte| if byte.is_ascii() { byte as char } else { ' ' });
    match class {
        Class::Alnum => all(u8::is_ascii_alphanumeric),
        Class::Alpha => all(u8::is_ascii_alphabetic),
        Class::Ascii => bytes.is_ascii(),
        Class::Lower => has_case(chars, is_lower, is_upper),
        Class::Space => all(|&byte| super::is_byte_space(byte)),
        Class::Title => is_title_case(chars),
        Class::Upper => has_case(chars, is_upper, is_lower),
        Class::Decimal | Class::Digit | Class::Numeric => all(u8::is_ascii_digit),
        Class::Identifier | Class::Printable => false,
    }
}

/// Whether some character is `wanted` and none is `refused`.
fn has_case(
    chars: impl Iterator<Item = char>,
    wanted: fn(char) -> bool,
    refused: impl Fn(char) -> bool,
) -> bool {
    let mut found = false;
    for c in chars {
        if refused(c) {
            return false;
        }
        found |= wanted(c);
    }
    found
}

/// Capitals start words and small letters continue them.
fn is_title_case(chars: impl Iterator<Item = char>) -> bool {
    let (mut found, mut inside) = (false, false);
    for c in chars {
        let capital = is_upper(c) || is_title(c);
        if (capital && inside) || (is_lower(c) && !inside) {
            return false;
        }
        inside = capital || is_lower(c);
        found |= inside;
    }
    found
}

pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    let start = chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
    start && chars.all(unicode_ident::is_xid_continue)
}
