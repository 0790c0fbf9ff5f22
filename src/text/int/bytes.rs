//! `int.to_bytes` and `int.from_bytes`.

use dashu_int::IBig;

use super::{Int, IntRef, bit_length};
use crate::text::{Error, Result};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ByteOrder {
    Big,
    Little,
}

impl ByteOrder {
    pub fn parse(name: &str) -> Result<ByteOrder> {
        match name {
            "big" => Ok(ByteOrder::Big),
            "little" => Ok(ByteOrder::Little),
            _ => Err(Error::value("byteorder must be either 'little' or 'big'")),
        }
    }
}

pub fn to_bytes(a: IntRef, length: usize, order: ByteOrder, signed: bool) -> Result<Vec<u8>> {
    if a.is_negative() && !signed {
        return Err(Error::overflow("can't convert negative int to unsigned"));
    }
    if !fits(a, length, signed) {
        return Err(Error::overflow("int too big to convert"));
    }
    let mut bytes = two_complement(a).to_vec();
    bytes.resize(length, if a.is_negative() { 0xff } else { 0 });
    if order == ByteOrder::Big {
        bytes.reverse();
    }
    Ok(bytes)
}

fn fits(a: IntRef, length: usize, signed: bool) -> bool {
    let bits = length * 8;
    if !signed {
        return bit_length(a) <= bits;
    }
    let magnitude = if a.is_negative() { super::invert(a) } else { a.to_int() };
    bit_length(magnitude.as_ref()) < bits || (bits == 0 && a.is_zero())
}

fn two_complement(a: IntRef) -> Box<[u8]> {
    match a {
        IntRef::Small(x) => Box::new(x.to_le_bytes()),
        IntRef::Big(x) => x.to_le_bytes(),
    }
}

pub fn from_bytes(bytes: &[u8], order: ByteOrder, signed: bool) -> Int {
    let mut bytes = bytes.to_vec();
    if order == ByteOrder::Big {
        bytes.reverse();
    }
    // `IBig` reads the top bit as the sign.
    if !signed {
        bytes.push(0);
    }
    if bytes.is_empty() {
        return Int::Small(0);
    }
    Int::from(IBig::from_le_bytes(&bytes))
}
