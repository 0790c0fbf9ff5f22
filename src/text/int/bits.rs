//! `int.bit_length`, `int.bit_count`, and the least power of two.

use dashu_int::ops::BitTest;

use super::IntRef;

pub fn bit_length(a: IntRef) -> usize {
    match a {
        IntRef::Small(x) => (64 - x.unsigned_abs().leading_zeros()) as usize,
        IntRef::Big(x) => dashu_int::ops::UnsignedAbs::unsigned_abs(x).bit_len(),
    }
}

/// The ones in the binary representation of the absolute value.
pub fn bit_count(a: IntRef) -> usize {
    match a {
        IntRef::Small(x) => x.unsigned_abs().count_ones() as usize,
        IntRef::Big(x) => dashu_int::ops::UnsignedAbs::unsigned_abs(x).count_ones(),
    }
}
