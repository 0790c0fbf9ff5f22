//! `hash()` of numbers, exactly CPython's on 64 bits, and of strings and bytes.

use crate::text::float::Complex;
use crate::text::int::{IntRef, decompose};

/// Numbers are hashed modulo this prime, so that equal numbers of different types hash alike.
const MODULUS: u64 = (1 << 61) - 1;
const INFINITY: i64 = 314_159;
const IMAGINARY: i64 = 1_000_003;

/// -1 means an error inside CPython, so no hash is -1.
fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

fn signed(residue: u64, negative: bool) -> i64 {
    let hash = residue as i64;
    not_minus_one(if negative { -hash } else { hash })
}

pub fn hash_int(a: IntRef) -> i64 {
    match a {
        IntRef::Small(x) => signed(x.unsigned_abs() % MODULUS, x < 0),
        IntRef::Big(x) => signed(dashu_int::ops::UnsignedAbs::unsigned_abs(x) % MODULUS, a.is_negative()),
    }
}

/// `nan` is the hash for a NaN: CPython takes the object's address.
pub fn hash_float(value: f64, nan: i64) -> i64 {
    if value.is_nan() {
        return nan;
    }
    if value.is_infinite() {
        return if value > 0.0 { INFINITY } else { -INFINITY };
    }
    let (mantissa, exponent) = decompose(value);
    // Multiplying by a power of two rotates the 61 bits.
    let residue = mantissa.unsigned_abs() % MODULUS;
    let rotation = exponent.rem_euclid(61) as u32;
    let rotated = (residue << rotation & MODULUS) | residue >> (61 - rotation);
    signed(rotated, mantissa < 0)
}

pub fn hash_complex(value: Complex, nan: i64) -> i64 {
    let re = hash_float(value.re, nan);
    let im = hash_float(value.im, nan);
    not_minus_one(re.wrapping_add(im.wrapping_mul(IMAGINARY)))
}

/// The hash of a string's UTF-8 or of bytes: eight bytes at a time, folded through a wide product.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    let mut state = bytes.len() as u64 ^ 0x9e37_79b9_7f4a_7c15;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().expect("eight bytes"));
        state = fold(state ^ word, 0xa076_1d64_78bd_642f);
    }
    let mut tail = [0; 8];
    tail[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    state = fold(state ^ u64::from_le_bytes(tail), 0xe703_7ed1_a0b4_28db);
    not_minus_one(fold(state, 0x8ebc_6af0_9c88_c6e3) as i64)
}

fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}
