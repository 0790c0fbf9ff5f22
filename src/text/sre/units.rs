//! Single characters: their categories and cases, by ASCII or by Unicode.

use crate::text::unicode;

fn char(code: u32) -> Option<char> {
    char::from_u32(code)
}

fn ascii(code: u32, test: impl Fn(u8) -> bool) -> bool {
    u8::try_from(code).is_ok_and(test)
}

pub fn ascii_lower(code: u32) -> u32 {
    u8::try_from(code).map_or(code, |byte| byte.to_ascii_lowercase().into())
}

pub fn ascii_upper(code: u32) -> u32 {
    u8::try_from(code).map_or(code, |byte| byte.to_ascii_uppercase().into())
}

/// The lower case of one character as one character.
pub fn unicode_lower(code: u32) -> u32 {
    if code < 128 {
        return ascii_lower(code);
    }
    char(code).and_then(|char| char.to_lowercase().next()).map_or(code, u32::from)
}

/// The upper case of one character, where that is one character.
pub fn unicode_upper(code: u32) -> u32 {
    if code < 128 {
        return ascii_upper(code);
    }
    let Some(mut upper) = char(code).map(char::to_uppercase) else { return code };
    match (upper.next(), upper.next()) {
        (Some(one), None) => one.into(),
        _ => code,
    }
}

pub fn ascii_is_cased(code: u32) -> bool {
    ascii(code, |byte| byte.is_ascii_alphabetic())
}

pub fn unicode_is_cased(code: u32) -> bool {
    unicode_lower(code) != code || unicode_upper(code) != code
}

pub fn is_word(code: u32) -> bool {
    ascii(code, |byte| byte == b'_' || byte.is_ascii_alphanumeric())
}

pub fn is_unicode_word(code: u32) -> bool {
    if code < 128 { is_word(code) } else { char(code).is_some_and(unicode::is_alnum) }
}

pub fn is_line_break(code: u32) -> bool {
    code == u32::from('\n')
}

/// Whether `code` belongs to a category, by its number in `re._constants`: each even number is
/// followed by its opposite.
pub fn in_category(category: u32, code: u32) -> bool {
    let member = match category & !1 {
        0 => ascii(code, |byte| byte.is_ascii_digit()),
        2 => ascii(code, |byte| matches!(byte, b' ' | b'\t'..=b'\r')),
        4 | 8 => is_word(code),
        6 => is_line_break(code),
        10 => char(code).is_some_and(|char| unicode::decimal_value(char).is_some()),
        12 => char(code).is_some_and(unicode::is_space),
        14 => is_unicode_word(code),
        16 => char(code).is_some_and(unicode::is_line_break),
        _ => return false,
    };
    member != (category & 1 == 1)
}
