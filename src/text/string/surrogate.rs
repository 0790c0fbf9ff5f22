//! Lone surrogates: the code points U+D800 to U+DFFF, which a Python `str` may hold and UTF-8 may not.
//!
//! Strings are UTF-8, so each surrogate is held as a code point that stands for it: one of the 2048 from
//! U+10F000, which are for private use and which no font or standard gives a meaning. Nothing has to know
//! about it but what turns characters into numbers or bytes and back. The price: those 2048 private characters
//! themselves are taken for surrogates.

/// The code point that stands for U+D800.
const STAND_IN: u32 = 0x10_f000;
const FIRST: u32 = 0xd800;
const COUNT: u32 = 0x800;

/// The character with a code point that is below 0x110000: `chr`.
pub fn char_of(code: u32) -> Option<char> {
    char::from_u32(if is_surrogate_code(code) { code - FIRST + STAND_IN } else { code })
}

/// The code point of a character: `ord`.
#[inline]
pub fn code_of(char: char) -> u32 {
    let code = u32::from(char);
    if is_surrogate(char) { code - STAND_IN + FIRST } else { code }
}

/// Whether a code point is a surrogate.
pub fn is_surrogate_code(code: u32) -> bool {
    code.wrapping_sub(FIRST) < COUNT
}

/// Whether a character of a string is a lone surrogate.
#[inline]
pub fn is_surrogate(char: char) -> bool {
    u32::from(char).wrapping_sub(STAND_IN) < COUNT
}

/// The byte offset of the first lone surrogate.
pub fn find_surrogate(text: &str) -> Option<usize> {
    // All that stand in begin with these two bytes, which hardly any text holds.
    let bytes = text.as_bytes();
    if !bytes.contains(&0xf4) {
        return None;
    }
    bytes.windows(3).position(|start| matches!(start, [0xf4, 0x8f, 0x80..=0x9f]))
}

/// The byte that `surrogateescape` has made a surrogate of.
pub fn escaped_byte(char: char) -> Option<u8> {
    match code_of(char) {
        code @ 0xdc80..=0xdcff => Some(code as u8),
        _ => None,
    }
}

/// What `surrogateescape` makes of a byte above 0x7f.
pub fn escape_byte(byte: u8) -> char {
    char_of(0xdc00 + u32::from(byte)).expect("surrogates have characters that stand for them")
}

/// UTF-8 with surrogates as `surrogatepass` writes them, in three bytes.
pub fn with_surrogates(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = find_surrogate(rest) {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let char = rest[at..].chars().next().expect("a surrogate was found there");
        bytes.extend_from_slice(&three_bytes(code_of(char)));
        rest = &rest[at + char.len_utf8()..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

fn three_bytes(code: u32) -> [u8; 3] {
    [0xe0 | (code >> 12) as u8, 0x80 | (code >> 6 & 0x3f) as u8, 0x80 | (code & 0x3f) as u8]
}

/// The surrogate whose three bytes `bytes` starts with.
pub fn surrogate_at(bytes: &[u8]) -> Option<char> {
    match *bytes {
        [0xed, second @ 0xa0..=0xbf, third @ 0x80..=0xbf, ..] => {
            char_of(0xd000 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogates_keep_their_numbers() {
        for code in [0xd7ff, 0xd800, 0xdc80, 0xdfff, 0xe000, 0x10_efff, 0x10_ffff] {
            assert_eq!(char_of(code).map(code_of), Some(code));
        }
    }

    #[test]
    fn surrogates_pass_through_bytes() {
        let text: String = ['a', char_of(0xd800).unwrap(), 'é', char_of(0xdfff).unwrap()].into_iter().collect();
        assert_eq!(find_surrogate(&text), Some(1));
        assert_eq!(with_surrogates(&text), b"a\xed\xa0\x80\xc3\xa9\xed\xbf\xbf");
        assert_eq!(surrogate_at(b"\xed\xbf\xbf").map(code_of), Some(0xdfff));
        assert_eq!(find_surrogate("\u{10ffff}\u{10efff}"), None);
    }
}
