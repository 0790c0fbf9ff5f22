//! Writing numbers, strings and frames.

use std::borrow::Cow;

use dashu_int::IBig;

use super::opcodes::*;
use crate::text::string::{find_surrogate, with_surrogates};
use crate::text::float::unnumbered;

/// Below this a frame is not worth its nine bytes.
const SMALLEST_FRAME: usize = 4;
/// One frame is at most about this long; longer pickles are written without frames.
const LARGEST_FRAME: usize = 64 * 1024;

/// An int in its shortest form.
pub fn int(out: &mut Vec<u8>, value: i64) {
    match value {
        0..=0xff => out.extend_from_slice(&[BININT1, value as u8]),
        0x100..=0xffff => {
            out.push(BININT2);
            out.extend_from_slice(&(value as u16).to_le_bytes());
        }
        _ if i32::try_from(value).is_ok() => {
            out.push(BININT);
            out.extend_from_slice(&(value as i32).to_le_bytes());
        }
        _ => long(out, &shortest(&value.to_le_bytes())),
    }
}

/// An int beyond `i64`.
pub fn big(out: &mut Vec<u8>, value: &IBig) {
    long(out, &shortest(&twos_complement(value)));
}

fn twos_complement(value: &IBig) -> Vec<u8> {
    use dashu_base::Sign;
    let (sign, magnitude) = value.clone().into_parts();
    let mut bytes = magnitude.to_le_bytes().to_vec();
    bytes.push(0);
    if sign == Sign::Negative {
        let mut carry = true;
        for byte in &mut bytes {
            let (inverted, overflow) = (!*byte).overflowing_add(u8::from(carry));
            (*byte, carry) = (inverted, overflow);
        }
    }
    bytes
}

/// Without bytes that only repeat the sign.
fn shortest(bytes: &[u8]) -> Vec<u8> {
    let mut end = bytes.len();
    while end > 1 {
        let (last, before) = (bytes[end - 1], bytes[end - 2]);
        let redundant = (last == 0 && before < 0x80) || (last == 0xff && before >= 0x80);
        if !redundant {
            break;
        }
        end -= 1;
    }
    bytes[..end].to_vec()
}

fn long(out: &mut Vec<u8>, bytes: &[u8]) {
    match u8::try_from(bytes.len()) {
        Ok(length) => out.extend_from_slice(&[LONG1, length]),
        Err(_) => {
            out.push(LONG4);
            out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        }
    }
    out.extend_from_slice(bytes);
}

/// The int that two's complement bytes stand for.
pub fn decode_long(bytes: &[u8]) -> IBig {
    let Some(last) = bytes.last() else { return IBig::ZERO };
    let magnitude = IBig::from(dashu_int::UBig::from_le_bytes(bytes));
    if *last < 0x80 { magnitude } else { magnitude - (IBig::ONE << (bytes.len() * 8)) }
}

pub fn float(out: &mut Vec<u8>, value: f64) {
    out.push(BINFLOAT);
    out.extend_from_slice(&unnumbered(value).to_be_bytes());
}

/// The opcode for a length, of those for one, four and eight bytes of length, and the length.
fn sized(out: &mut Vec<u8>, length: usize, short: Option<u8>, medium: u8, large: u8) {
    match (short, u8::try_from(length), u32::try_from(length)) {
        (Some(short), Ok(length), _) => out.extend_from_slice(&[short, length]),
        (_, _, Ok(length)) => {
            out.push(medium);
            out.extend_from_slice(&length.to_le_bytes());
        }
        _ => {
            out.push(large);
            out.extend_from_slice(&(length as u64).to_le_bytes());
        }
    }
}

pub fn text(out: &mut Vec<u8>, text: &str, protocol: u8) {
    let bytes = match find_surrogate(text) {
        None => Cow::Borrowed(text.as_bytes()),
        Some(_) => Cow::Owned(with_surrogates(text)),
    };
    let short = (protocol >= 4).then_some(SHORT_BINUNICODE);
    sized(out, bytes.len(), short, BINUNICODE, BINUNICODE8);
    out.extend_from_slice(&bytes);
}

pub fn bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    sized(out, bytes.len(), Some(SHORT_BINBYTES), BINBYTES, BINBYTES8);
    out.extend_from_slice(bytes);
}

/// `body` as a whole pickle.
pub fn pickle(protocol: u8, mut body: Vec<u8>) -> Vec<u8> {
    body.push(STOP);
    let mut out = vec![PROTO, protocol];
    if protocol >= 4 && (SMALLEST_FRAME..LARGEST_FRAME).contains(&body.len()) {
        out.push(FRAME);
        out.extend_from_slice(&(body.len() as u64).to_le_bytes());
    }
    out.append(&mut body);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ints_come_back_from_their_bytes() {
        for value in ["0", "255", "-1", "-128", "-129", "128", "9223372036854775808", "-9223372036854775809"] {
            let value: IBig = value.parse().expect("a number");
            assert_eq!(decode_long(&shortest(&twos_complement(&value))), value);
        }
    }
}
