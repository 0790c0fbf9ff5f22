//! `str.encode`.

use super::handler::Handler;
use super::{Encoding, Endian};
use crate::text::string::{code_of, count_chars, escaped_byte, find_surrogate, is_surrogate, push_escape, with_surrogates};
use crate::text::{CodecFailure, Error, Kind, Result};

/// `text.encode(encoding, errors)`. The handler is looked up only where something cannot be encoded.
pub fn encode(text: &str, encoding: Encoding, errors: &str) -> Result<Vec<u8>> {
    let mark = mark(encoding);
    if is_encodable(text, encoding) {
        let mut bytes = Vec::with_capacity(mark.len() + text.len());
        bytes.extend_from_slice(mark);
        push(&mut bytes, text, encoding);
        return Ok(bytes);
    }
    let mut bytes = mark.to_vec();
    let mut rest = text;
    while let Some(at) = rest.find(|char| !fits(char, encoding)) {
        push(&mut bytes, &rest[..at], encoding);
        rest = &rest[at..];
        let run = &rest[..fault_length(rest, encoding)];
        let start = text.len() - rest.len();
        handle(&mut bytes, run, Handler::find(errors)?, encoding, || failure(text, start, run, encoding))?;
        rest = &rest[run.len()..];
    }
    push(&mut bytes, rest, encoding);
    Ok(bytes)
}

/// The byte order mark that the encoding begins with.
fn mark(encoding: Encoding) -> &'static [u8] {
    match encoding {
        Encoding::Utf8Sig => b"\xef\xbb\xbf",
        Encoding::Utf16(None) => b"\xff\xfe",
        Encoding::Utf32(None) => b"\xff\xfe\0\0",
        _ => b"",
    }
}

fn is_encodable(text: &str, encoding: Encoding) -> bool {
    match encoding {
        Encoding::Ascii => text.is_ascii(),
        Encoding::Latin1 => text.is_ascii() || text.chars().all(|char| fits(char, encoding)),
        _ => find_surrogate(text).is_none(),
    }
}

fn fits(char: char, encoding: Encoding) -> bool {
    match encoding {
        Encoding::Ascii => char.is_ascii(),
        Encoding::Latin1 => u32::from(char) <= 0xff,
        _ => !is_surrogate(char),
    }
}

/// Encodes text that the encoding has bytes for.
fn push(into: &mut Vec<u8>, text: &str, encoding: Encoding) {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Sig | Encoding::Ascii => into.extend_from_slice(text.as_bytes()),
        Encoding::Latin1 => into.extend(text.chars().map(|char| char as u8)),
        Encoding::Utf16(Some(Endian::Big)) => into.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
        Encoding::Utf16(_) => into.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
        Encoding::Utf32(Some(Endian::Big)) => into.extend(text.chars().flat_map(|char| u32::from(char).to_be_bytes())),
        Encoding::Utf32(_) => into.extend(text.chars().flat_map(|char| u32::from(char).to_le_bytes())),
    }
}

/// How much of what does not fit an error handler is given at once, in bytes.
fn fault_length(rest: &str, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf16(_) | Encoding::Utf32(_) => rest.chars().next().map_or(0, char::len_utf8),
        _ => rest.find(|char| fits(char, encoding)).unwrap_or(rest.len()),
    }
}

/// Encodes what an error handler makes of the characters of `run`.
fn handle(
    into: &mut Vec<u8>,
    run: &str,
    handler: Handler,
    encoding: Encoding,
    failure: impl Fn() -> Error,
) -> Result<()> {
    match handler {
        Handler::Strict => return Err(failure()),
        Handler::Ignore => {}
        Handler::Replace => push(into, &"?".repeat(count_chars(run)), encoding),
        Handler::BackslashReplace => {
            let mut escapes = String::new();
            run.chars().for_each(|char| push_escape(&mut escapes, char));
            push(into, &escapes, encoding);
        }
        Handler::XmlCharRefReplace => {
            let references: String = run.chars().map(|char| format!("&#{};", code_of(char))).collect();
            push(into, &references, encoding);
        }
        Handler::SurrogateEscape => {
            for char in run.chars() {
                into.push(escaped_byte(char).ok_or_else(&failure)?);
            }
        }
        Handler::SurrogatePass => pass(into, run, encoding).ok_or_else(failure)?,
    }
    Ok(())
}

/// Surrogates as if the encoding had bytes for them.
fn pass(into: &mut Vec<u8>, run: &str, encoding: Encoding) -> Option<()> {
    if encoding == Encoding::Ascii || encoding == Encoding::Latin1 {
        return None;
    }
    for code in run.chars().map(code_of) {
        match encoding {
            Encoding::Utf16(Some(Endian::Big)) => into.extend_from_slice(&(code as u16).to_be_bytes()),
            Encoding::Utf16(_) => into.extend_from_slice(&(code as u16).to_le_bytes()),
            Encoding::Utf32(Some(Endian::Big)) => into.extend_from_slice(&code.to_be_bytes()),
            Encoding::Utf32(_) => into.extend_from_slice(&code.to_le_bytes()),
            _ => {
                into.extend_from_slice(&with_surrogates(run));
                break;
            }
        }
    }
    Some(())
}

/// The error for the characters of `run`, which start at byte `at` of `text`.
fn failure(text: &str, at: usize, run: &str, encoding: Encoding) -> Error {
    let start = count_chars(&text[..at]);
    let end = start + count_chars(run);
    let reason = match encoding {
        Encoding::Ascii => "ordinal not in range(128)",
        Encoding::Latin1 => "ordinal not in range(256)",
        _ => "surrogates not allowed",
    };
    let mut chars = run.chars();
    let what = if let (Some(char), None) = (chars.next(), chars.next()) {
        let mut escape = String::new();
        push_escape(&mut escape, char);
        format!("character '{escape}' in position {start}")
    } else {
        format!("characters in position {start}-{}", end - 1)
    };
    let name = encoding.name_to_encode();
    Error {
        kind: Kind::UnicodeEncodeError,
        message: format!("'{name}' codec can't encode {what}: {reason}"),
        codec: Some(Box::new(CodecFailure { encoding: name.to_owned(), start, end, reason })),
    }
}
