//! Faulty escapes in a string literal, in the words of CPython's decoder.

/// What is wrong with the first faulty escape of `literal`, which may have a prefix and quotes.
pub fn fault(literal: &str) -> Option<String> {
    let start = literal.find(['"', '\'']).map_or(0, |quote| quote);
    let prefix = literal[..start].to_ascii_lowercase();
    let is_literal = prefix.chars().all(|letter| "burft".contains(letter));
    let (body, is_bytes) = match is_literal {
        true => (unquote(&literal[start..]), prefix.contains('b')),
        false => (literal, false),
    };
    if is_bytes {
        bytes_fault(body)
    } else {
        text_fault(body)
    }
}

fn unquote(literal: &str) -> &str {
    let quote = &literal[..literal.len().min(1)];
    let triple = quote.repeat(3);
    let size = if literal.len() >= 6 && literal.starts_with(&triple) {
        3
    } else {
        1
    };
    literal
        .get(size..literal.len().saturating_sub(size))
        .unwrap_or("")
}

/// What is wrong with the first faulty escape of `body`, the text of a string or of an f-string.
pub fn text_fault(body: &str) -> Option<String> {
    let mut position = 0;
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        if c != '\\' {
            // The decoder is given other characters as `\U` and eight digits.
            position += if c.is_ascii() { 1 } else { 10 };
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let escape = rest[1..].chars().next()?;
        let (digits, name) = match escape {
            'x' => (2, "\\xXX"),
            'u' => (4, "\\uXXXX"),
            'U' => (8, "\\UXXXXXXXX"),
            'N' => match named(rest, position) {
                Ok(length) => {
                    position += length;
                    rest = &rest[length..];
                    continue;
                }
                Err(message) => return Some(message),
            },
            _ => (0, ""),
        };
        let found = rest[1 + escape.len_utf8()..].chars().take(digits);
        let found = found.take_while(char::is_ascii_hexdigit).count();
        if found < digits {
            return Some(decode_error(
                position,
                position + 1 + found,
                &format!("truncated {name} escape"),
            ));
        }
        let code = u32::from_str_radix(&rest[2..2 + digits], 16).unwrap_or(0);
        if code > 0x10FFFF {
            return Some(decode_error(
                position,
                position + 9,
                "illegal Unicode character",
            ));
        }
        let length = 1 + escape.len_utf8() + found;
        position += length;
        rest = &rest[length..];
    }
    None
}

/// The length of the named escape that `rest` starts with, or what is wrong with it.
fn named(rest: &str, position: usize) -> Result<usize, String> {
    let Some(name) = rest.strip_prefix("\\N{") else {
        return Err(decode_error(
            position,
            position + 1,
            "malformed \\N character escape",
        ));
    };
    match name.find('}') {
        // The parser knows the names; one that it refused is reported where it stands.
        Some(length) if length > 0 && is_known(&name[..length]) => Ok(3 + length + 1),
        Some(length) if length > 0 => Err(decode_error(
            position,
            position + 3 + length,
            "unknown Unicode character name",
        )),
        _ => Err(decode_error(
            position,
            position + 2,
            "malformed \\N character escape",
        )),
    }
}

fn is_known(name: &str) -> bool {
    super::parse_fragment_expression(&format!("'\\N{{{name}}}'")).is_some()
}

fn decode_error(start: usize, end: usize, reason: &str) -> String {
    let place = if start == end {
        format!("position {start}")
    } else {
        format!("position {start}-{end}")
    };
    format!("(unicode error) 'unicodeescape' codec can't decode bytes in {place}: {reason}")
}

fn bytes_fault(body: &str) -> Option<String> {
    let mut rest = body;
    let mut position = 0;
    while let Some(index) = rest.find('\\') {
        position += index;
        rest = &rest[index..];
        let digits = rest[1..].strip_prefix('x').map(|digits| {
            digits
                .chars()
                .take(2)
                .take_while(char::is_ascii_hexdigit)
                .count()
        });
        if digits.is_some_and(|digits| digits < 2) {
            return Some(format!(
                "(value error) invalid \\x escape at position {position}"
            ));
        }
        let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        position += length;
        rest = &rest[length..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_faulty_escape_is_described() {
        let start = "(unicode error) 'unicodeescape' codec can't decode bytes in position ";
        assert_eq!(
            fault(r#""\x4""#).unwrap(),
            format!("{start}0-2: truncated \\xXX escape")
        );
        assert_eq!(
            fault(r#"'é\u12'"#).unwrap(),
            format!("{start}10-13: truncated \\uXXXX escape")
        );
        assert_eq!(
            fault(r#""C:\Users""#).unwrap(),
            format!("{start}2-3: truncated \\UXXXXXXXX escape")
        );
        assert_eq!(
            fault(r#"b"ab\x1""#).unwrap(),
            "(value error) invalid \\x escape at position 2"
        );
        assert_eq!(fault(r#""\n\N{BULLET}""#), None);
    }
}
