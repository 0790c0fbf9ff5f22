//! `bytes.decode`.

use super::handler::Handler;
use super::{Encoding, Endian};
use crate::text::string::{char_of, escape_byte, surrogate_at};
use crate::text::{CodecFailure, Error, Kind, Result};

/// Undecodable bytes: how many, and why.
struct Fault {
    length: usize,
    reason: &'static str,
}

/// `bytes.decode(encoding, errors)`.
pub fn decode(bytes: &[u8], encoding: Encoding, errors: &str) -> Result<String> {
    match encoding {
        Encoding::Latin1 => Ok(bytes.iter().map(|&byte| byte as char).collect()),
        Encoding::Utf8 => decode_utf8(bytes, errors),
        Encoding::Utf8Sig => decode_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), errors),
        Encoding::Ascii => decode_with(bytes, 0, encoding, errors, next_ascii),
        Encoding::Utf16(endian) => {
            let (endian, start) = utf16_order(bytes, endian);
            decode_with(bytes, start, Encoding::Utf16(Some(endian)), errors, |rest| next_utf16(rest, endian))
        }
        Encoding::Utf32(endian) => {
            let (endian, start) = utf32_order(bytes, endian);
            decode_with(bytes, start, Encoding::Utf32(Some(endian)), errors, |rest| next_utf32(rest, endian))
        }
    }
}

fn decode_utf8(bytes: &[u8], errors: &str) -> Result<String> {
    let mut result = String::new();
    let mut at = 0;
    loop {
        let error = match std::str::from_utf8(&bytes[at..]) {
            Ok(rest) => {
                result.push_str(rest);
                return Ok(result);
            }
            Err(error) => error,
        };
        let valid = error.valid_up_to();
        result.push_str(std::str::from_utf8(&bytes[at..at + valid]).expect("checked text"));
        at += valid;
        let fault = utf8_fault(&bytes[at..], error.error_len());
        at += handle(bytes, at, &fault, Encoding::Utf8, errors, &mut result)?;
    }
}

fn utf8_fault(rest: &[u8], length: Option<usize>) -> Fault {
    match length {
        None => Fault { length: rest.len(), reason: "unexpected end of data" },
        Some(length) if matches!(rest[0], 0xc2..=0xf4) => {
            Fault { length, reason: "invalid continuation byte" }
        }
        Some(length) => Fault { length, reason: "invalid start byte" },
    }
}

/// Decodes with `next`, which gives the first character and its length.
fn decode_with(
    bytes: &[u8],
    start: usize,
    encoding: Encoding,
    errors: &str,
    next: impl Fn(&[u8]) -> std::result::Result<(char, usize), Fault>,
) -> Result<String> {
    let mut result = String::with_capacity(bytes.len());
    let mut at = start;
    while at < bytes.len() {
        match next(&bytes[at..]) {
            Ok((c, length)) => {
                result.push(c);
                at += length;
            }
            Err(fault) => {
                at += handle(bytes, at, &fault, encoding, errors, &mut result)?;
            }
        }
    }
    Ok(result)
}

fn next_ascii(rest: &[u8]) -> std::result::Result<(char, usize), Fault> {
    if rest[0].is_ascii() {
        return Ok((rest[0] as char, 1));
    }
    Err(Fault { length: 1, reason: "ordinal not in range(128)" })
}

fn utf16_order(bytes: &[u8], endian: Option<Endian>) -> (Endian, usize) {
    match (endian, bytes) {
        (Some(endian), _) => (endian, 0),
        (None, [0xfe, 0xff, ..]) => (Endian::Big, 2),
        (None, [0xff, 0xfe, ..]) => (Endian::Little, 2),
        (None, _) => (Endian::Little, 0),
    }
}

fn utf32_order(bytes: &[u8], endian: Option<Endian>) -> (Endian, usize) {
    match (endian, bytes) {
        (Some(endian), _) => (endian, 0),
        (None, [0, 0, 0xfe, 0xff, ..]) => (Endian::Big, 4),
        (None, [0xff, 0xfe, 0, 0, ..]) => (Endian::Little, 4),
        (None, _) => (Endian::Little, 0),
    }
}

fn unit16(bytes: &[u8], endian: Endian) -> Option<u16> {
    let pair = [*bytes.first()?, *bytes.get(1)?];
    Some(if endian == Endian::Big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
}

fn unit32(bytes: &[u8], endian: Endian) -> Option<u32> {
    let four = *bytes.first_chunk::<4>()?;
    Some(if endian == Endian::Big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
}

fn next_utf16(rest: &[u8], endian: Endian) -> std::result::Result<(char, usize), Fault> {
    let Some(first) = unit16(rest, endian) else {
        return Err(Fault { length: rest.len(), reason: "truncated data" });
    };
    if let Some(c) = char::from_u32(u32::from(first)) {
        return Ok((c, 2));
    }
    if first >= 0xdc00 {
        return Err(Fault { length: 2, reason: "illegal encoding" });
    }
    let Some(second) = unit16(&rest[2..], endian) else {
        return Err(Fault { length: rest.len(), reason: "unexpected end of data" });
    };
    match char::decode_utf16([first, second]).next() {
        Some(Ok(c)) => Ok((c, 4)),
        _ => Err(Fault { length: 2, reason: "illegal UTF-16 surrogate" }),
    }
}

fn next_utf32(rest: &[u8], endian: Endian) -> std::result::Result<(char, usize), Fault> {
    let Some(code) = unit32(rest, endian) else {
        return Err(Fault { length: rest.len(), reason: "truncated data" });
    };
    char::from_u32(code).map(|c| (c, 4)).ok_or(Fault {
        length: 4,
        reason: if code < 0x11_0000 {
            "code point in surrogate code point range(0xd800, 0xe000)"
        } else {
            "code point not in range(0x110000)"
        },
    })
}

/// Applies the error handler to the fault at byte `at`; returns how many bytes that takes.
fn handle(
    bytes: &[u8],
    at: usize,
    fault: &Fault,
    encoding: Encoding,
    errors: &str,
    into: &mut String,
) -> Result<usize> {
    let faulty = &bytes[at..at + fault.length];
    match Handler::find(errors)? {
        Handler::Ignore => {}
        Handler::Replace => into.push(char::REPLACEMENT_CHARACTER),
        Handler::BackslashReplace => faulty.iter().for_each(|byte| into.push_str(&format!("\\x{byte:02x}"))),
        Handler::SurrogateEscape if !faulty[0].is_ascii() => {
            let escaped = faulty.iter().take_while(|byte| !byte.is_ascii());
            into.extend(escaped.clone().map(|byte| escape_byte(*byte)));
            return Ok(escaped.count());
        }
        Handler::SurrogatePass if let Some((surrogate, length)) = passed(&bytes[at..], encoding) => {
            into.push(surrogate);
            return Ok(length);
        }
        Handler::XmlCharRefReplace => {
            return Err(Error::type_("don't know how to handle UnicodeDecodeError in error callback"));
        }
        Handler::Strict | Handler::SurrogateEscape | Handler::SurrogatePass => {
            return Err(failure(bytes, at, fault, encoding));
        }
    }
    Ok(fault.length)
}

/// The surrogate that `rest` starts with, as if the encoding had bytes for it, and how many those are.
fn passed(rest: &[u8], encoding: Encoding) -> Option<(char, usize)> {
    let (code, length) = match encoding {
        Encoding::Utf8 | Encoding::Utf8Sig => return Some((surrogate_at(rest)?, 3)),
        Encoding::Utf16(Some(endian)) => (u32::from(unit16(rest, endian)?), 2),
        Encoding::Utf32(Some(endian)) => (unit32(rest, endian)?, 4),
        _ => return None,
    };
    if crate::text::string::is_surrogate_code(code) { Some((char_of(code)?, length)) } else { None }
}

fn failure(bytes: &[u8], start: usize, fault: &Fault, encoding: Encoding) -> Error {
    let end = start + fault.length;
    let what = if fault.length == 1 {
        format!("byte 0x{:02x} in position {start}", bytes[start])
    } else {
        format!("bytes in position {start}-{}", end - 1)
    };
    let name = encoding.name();
    let reason = fault.reason;
    Error {
        kind: Kind::UnicodeDecodeError,
        message: format!("'{name}' codec can't decode {what}: {reason}"),
        codec: Some(Box::new(CodecFailure { encoding: name.to_owned(), start, end, reason })),
    }
}
