//! `str.encode`.

use super::{Encoding, Endian, unknown_handler};
use crate::text::string::{count_chars, push_escape};
use crate::text::{CodecFailure, Error, Kind, Result};

/// `text.encode(encoding, errors)`.
pub fn encode(text: &str, encoding: Encoding, errors: &str) -> Result<Vec<u8>> {
    match encoding {
        Encoding::Utf8 => Ok(text.as_bytes().to_vec()),
        Encoding::Utf8Sig => Ok([b"\xef\xbb\xbf", text.as_bytes()].concat()),
        Encoding::Ascii => encode_narrow(text, encoding, 0x7f, errors),
        Encoding::Latin1 => encode_narrow(text, encoding, 0xff, errors),
        Encoding::Utf16(endian) => Ok(encode_utf16(text, endian)),
        Encoding::Utf32(endian) => Ok(encode_utf32(text, endian)),
    }
}

fn encode_utf16(text: &str, endian: Option<Endian>) -> Vec<u8> {
    let mark = endian.is_none().then_some(0xfeff_u16);
    let units = mark.into_iter().chain(text.encode_utf16());
    match endian {
        Some(Endian::Big) => units.flat_map(u16::to_be_bytes).collect(),
        _ => units.flat_map(u16::to_le_bytes).collect(),
    }
}

fn encode_utf32(text: &str, endian: Option<Endian>) -> Vec<u8> {
    let mark = endian.is_none().then_some(0xfeff_u32);
    let units = mark.into_iter().chain(text.chars().map(u32::from));
    match endian {
        Some(Endian::Big) => units.flat_map(u32::to_be_bytes).collect(),
        _ => units.flat_map(u32::to_le_bytes).collect(),
    }
}

/// Encodes one byte a character; `last` is the highest character there is.
fn encode_narrow(text: &str, encoding: Encoding, last: u32, errors: &str) -> Result<Vec<u8>> {
    if text.is_ascii() {
        return Ok(text.as_bytes().to_vec());
    }
    let mut result = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c as u32 <= last {
            result.push(c as u8);
            continue;
        }
        match errors {
            "ignore" => {}
            "replace" => result.push(b'?'),
            "backslashreplace" => {
                let mut escape = String::new();
                push_escape(&mut escape, c);
                result.extend_from_slice(escape.as_bytes());
            }
            "xmlcharrefreplace" => result.extend_from_slice(format!("&#{};", c as u32).as_bytes()),
            // These two handlers know what to do with surrogates only.
            "strict" | "surrogateescape" | "surrogatepass" => {
                return Err(failure(text, at, encoding, last));
            }
            "namereplace" => {
                return Err(Error::new(
                    Kind::NotImplementedError,
                    "the error handler 'namereplace' is not supported; use 'backslashreplace'",
                ));
            }
            _ => return Err(unknown_handler(errors)),
        }
    }
    Ok(result)
}

/// The error for the run of characters above `last` that starts at byte `at`.
fn failure(text: &str, at: usize, encoding: Encoding, last: u32) -> Error {
    let start = count_chars(&text[..at]);
    let run: Vec<char> = text[at..].chars().take_while(|&c| c as u32 > last).collect();
    let end = start + run.len();
    let reason = if last == 0x7f { "ordinal not in range(128)" } else { "ordinal not in range(256)" };
    let what = if let [c] = run[..] {
        let mut escape = String::new();
        push_escape(&mut escape, c);
        format!("character '{escape}' in position {start}")
    } else {
        format!("characters in position {start}-{}", end - 1)
    };
    let name = encoding.name();
    Error {
        kind: Kind::UnicodeEncodeError,
        message: format!("'{name}' codec can't encode {what}: {reason}"),
        codec: Some(Box::new(CodecFailure { encoding: name.to_owned(), start, end, reason })),
    }
}
