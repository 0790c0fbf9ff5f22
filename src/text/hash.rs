//! `hash()` of numbers, exactly CPython's on 64 bits.

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

/// `x % MODULUS`, without a division: a power of two that is 1 in this modulus can be taken out.
#[inline(always)]
fn reduced(x: u64) -> u64 {
    let folded = (x & MODULUS) + (x >> 61);
    if folded >= MODULUS { folded - MODULUS } else { folded }
}

/// The hash of an int of 64 bits: mostly itself.
#[inline(always)]
pub fn hash_small(x: i64) -> i64 {
    if (0..MODULUS as i64).contains(&x) { x } else { hash_unusual(x) }
}

#[inline(never)]
fn hash_unusual(x: i64) -> i64 {
    signed(reduced(x.unsigned_abs()), x < 0)
}

pub fn hash_int(a: IntRef) -> i64 {
    match a {
        IntRef::Small(x) => hash_small(x),
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
