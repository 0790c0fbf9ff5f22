//! Strings and numbers in JSON text.

use crate::text::string::char_of;

/// The byte at which the code point of an index begins; the end counts as one.
pub fn byte_offset(text: &str, ascii: bool, index: usize) -> Option<usize> {
    if ascii {
        return (index <= text.len()).then_some(index);
    }
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(index)
}

/// The length of a number and whether it is an int.
pub fn number_length(text: &[u8]) -> Option<(usize, bool)> {
    let digits = |from: usize| text[from.min(text.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let start = usize::from(text.first() == Some(&b'-'));
    let mut end = match text.get(start)? {
        b'0' => start + 1,
        b'1'..=b'9' => start + digits(start),
        _ => return None,
    };
    let mut whole = true;
    if text.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        (end, whole) = (end + 1 + digits(end + 1), false);
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let exponent = end + 1 + usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        if digits(exponent) > 0 {
            (end, whole) = (exponent + digits(exponent), false);
        }
    }
    Some((end, whole))
}

/// Or what is wrong, and where.
pub type StringResult<T> = Result<T, (&'static str, usize)>;

/// The text of the string whose quote is before `begin`, and where it ends.
pub fn read_string(text: &str, begin: usize, strict: bool) -> StringResult<(String, usize)> {
    let unterminated = ("Unterminated string starting at", begin.saturating_sub(1));
    let bytes = text.as_bytes();
    let mut read = String::new();
    let (mut done, mut at) = (begin, begin);
    loop {
        match *bytes.get(at).ok_or(unterminated)? {
            b'"' => {
                read.push_str(&text[done..at]);
                return Ok((read, at + 1));
            }
            b'\\' => {
                read.push_str(&text[done..at]);
                let (char, end) = read_escape(text, at, unterminated)?;
                read.push(char);
                (done, at) = (end, end);
            }
            0..=0x1f if strict => return Err(("Invalid control character at", at)),
            _ => at += 1,
        }
    }
}

/// The character that the escape at a backslash stands for, and where it ends.
fn read_escape(text: &str, slash: usize, unterminated: (&'static str, usize)) -> StringResult<(char, usize)> {
    let char = match *text.as_bytes().get(slash + 1).ok_or(unterminated)? {
        byte @ (b'"' | b'\\' | b'/') => char::from(byte),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return read_unit(text, slash + 1),
        _ => return Err(("Invalid \\escape", slash)),
    };
    Ok((char, slash + 2))
}

/// The character of `uXXXX`, or of a pair of such units.
fn read_unit(text: &str, at: usize) -> StringResult<(char, usize)> {
    let invalid = |at| ("Invalid \\uXXXX escape", at);
    let high = hexadecimal(text, at + 1).ok_or(invalid(at))?;
    let mut end = at + 5;
    let mut code = high;
    if (0xd800..0xdc00).contains(&high) && text[end..].starts_with("\\u") {
        let low = hexadecimal(text, end + 2).ok_or(invalid(end + 1))?;
        if (0xdc00..0xe000).contains(&low) {
            code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            end += 6;
        }
    }
    let char = char_of(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    Ok((char, end))
}

fn hexadecimal(text: &str, at: usize) -> Option<u32> {
    let digits = text.as_bytes().get(at..at + 4)?;
    digits.iter().try_fold(0, |code, digit| Some(code << 4 | char::from(*digit).to_digit(16)?))
}
