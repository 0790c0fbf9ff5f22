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

/// For each ASCII character, the bits of half the numbers of the categories that it belongs to.
const ASCII_CATEGORIES: [u16; 128] = {
    let mut table = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        let character = byte as u8;
        let digit = character.is_ascii_digit();
        let space = matches!(character, b' ' | b'\t'..=b'\r');
        let word = character == b'_' || character.is_ascii_alphanumeric();
        let any_space = space || matches!(character, 0x1c..=0x1f);
        let any_break = matches!(character, b'\n'..=b'\r' | 0x1c..=0x1e);
        let members = [digit, space, word, character == b'\n', word, digit, any_space, word, any_break];
        let mut category = 0;
        while category < members.len() {
            table[byte] |= (members[category] as u16) << category;
            category += 1;
        }
        byte += 1;
    }
    table
};

/// Whether `code` belongs to a category, by its number in `re._constants`: each even number is
/// followed by its opposite.
#[inline]
pub fn in_category(category: u32, code: u32) -> bool {
    let opposite = category & 1 == 1;
    match ASCII_CATEGORIES.get(code as usize) {
        Some(members) => category < 18 && (members >> (category / 2) & 1 == 1) != opposite,
        None => category < 18 && in_category_beyond_ascii(category & !1, code) != opposite,
    }
}

fn in_category_beyond_ascii(category: u32, code: u32) -> bool {
    match category {
        10 => char(code).is_some_and(|char| unicode::decimal_value(char).is_some()),
        12 => char(code).is_some_and(unicode::is_space),
        14 => is_unicode_word(code),
        16 => char(code).is_some_and(unicode::is_line_break),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_characters_are_in_the_categories_of_all_characters() {
        for code in 0..128 {
            let character = char(code).expect("ASCII");
            assert_eq!(in_category(10, code), unicode::decimal_value(character).is_some());
            assert_eq!(in_category(12, code), unicode::is_space(character));
            assert_eq!(in_category(14, code), is_unicode_word(code));
            assert_eq!(in_category(16, code), unicode::is_line_break(character));
            assert_eq!(in_category(7, code), !is_line_break(code));
        }
    }
}
