//! Texts of protocol 0: a line in Latin-1, in which `\uXXXX` and `\UXXXXXXXX` stand for what Latin-1 has not.

use crate::text::string::char_of;

/// The text of a line, or nothing where an escape is incomplete or too large.
pub fn decode(line: &[u8]) -> Option<String> {
    let (mut text, mut at) = (String::with_capacity(line.len()), 0);
    while let Some(byte) = line.get(at) {
        let digits = match (byte, line.get(at + 1)) {
            (b'\\', Some(b'u')) => 4,
            (b'\\', Some(b'U')) => 8,
            _ => {
                text.push(char::from(*byte));
                at += 1;
                continue;
            }
        };
        let code = str::from_utf8(line.get(at + 2..at + 2 + digits)?).ok()?;
        text.push(char_of(u32::from_str_radix(code, 16).ok()?)?);
        at += 2 + digits;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn latin_1_and_escapes_are_read() {
        assert_eq!(decode(b"a\xff\\u1234\\U0001f600\\n").as_deref(), Some("aÿሴ😀\\n"));
        assert_eq!(decode(b"\\u12"), None);
        assert_eq!(decode(b"\\U00110000"), None);
    }
}
