//! What Python asks about single characters, from Rust's tables and the few that Rust lacks.

mod tables;

use tables::{DIGITS, FOLDS, LETTERS, NUMERALS, TITLES, ZEROS};

/// Whether `c` is in the set whose membership changes at `edges`.
fn contains(edges: &[u32], c: char) -> bool {
    edges.partition_point(|&edge| edge <= c as u32) % 2 == 1
}

/// `str.isalpha` of one character.
pub fn is_alpha(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { contains(&LETTERS, c) }
}

/// The value of a decimal digit of any script.
pub fn decimal_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let at = ZEROS.partition_point(|&zero| zero <= c as u32);
    let value = c as u32 - ZEROS[at.checked_sub(1)?];
    (value < 10).then_some(value)
}

/// `str.isdigit`: decimal digits, and superscripts and the like.
pub fn is_digit(c: char) -> bool {
    decimal_value(c).is_some() || contains(&DIGITS, c)
}

/// `str.isnumeric`: whatever has a numeric value.
pub fn is_numeric(c: char) -> bool {
    c.is_numeric() || contains(&NUMERALS, c)
}

/// `str.isalnum` of one character.
pub fn is_alnum(c: char) -> bool {
    is_alpha(c) || is_numeric(c)
}

/// `str.isspace`; also what `strip` and `split` remove by default.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// The characters at which `str.splitlines` breaks.
pub fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

pub fn is_lower(c: char) -> bool {
    c.is_lowercase()
}

pub fn is_upper(c: char) -> bool {
    c.is_uppercase()
}

/// The category Lt: digraphs such as `ǅ` and Greek letters with a subscript.
pub fn is_title(c: char) -> bool {
    matches!(c,
        'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | 'ᾈ'..='ᾏ' | 'ᾘ'..='ᾟ' | 'ᾨ'..='ᾯ' | 'ᾼ' | 'ῌ' | 'ῼ')
}

/// Whether `str.title` and `swapcase` see a letter with case in `c`.
pub fn is_cased(c: char) -> bool {
    is_lower(c) || is_upper(c) || is_title(c)
}

/// `str.isprintable` of one character: what `repr` shows as it is.
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return (' '..='~').contains(&c);
    }
    // Rust escapes what Python does, and also what would combine with the character before it, but
    // the latter only at the start of a string.
    let mut buffer = [b' '; 5];
    let length = 1 + c.encode_utf8(&mut buffer[1..]).len();
    let text = std::str::from_utf8(&buffer[..length]).expect("a space and a character");
    text.escape_debug().nth(1) == Some(c)
}

/// Appends `c` in title case.
pub fn push_title(c: char, into: &mut String) {
    match TITLES.binary_search_by_key(&c, |&(from, _)| from) {
        Ok(at) => into.push_str(TITLES[at].1),
        Err(_) if ('\u{10d0}'..='\u{10ff}').contains(&c) => into.push(c),
        Err(_) => into.extend(c.to_uppercase()),
    }
}

/// Appends the case folding of `c`.
pub fn push_folded(c: char, into: &mut String) {
    if c.is_ascii() {
        into.push(c.to_ascii_lowercase());
    } else if matches!(c, '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}') {
        into.extend(c.to_uppercase());
    } else if let Ok(at) = FOLDS.binary_search_by_key(&c, |&(from, _)| from) {
        into.push_str(FOLDS[at].1);
    } else {
        into.extend(c.to_uppercase().flat_map(char::to_lowercase));
    }
}

/// `text` without whitespace at both ends.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}
