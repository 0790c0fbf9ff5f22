//! `int.bit_length`, `int.bit_count`, and the least power of two.

use dashu_int::Word;

use super::IntRef;

pub fn bit_length(a: IntRef) -> usize {
    match a {
        IntRef::Small(x) => (64 - x.unsigned_abs().leading_zeros()) as usize,
        IntRef::Big(x) => match x.as_sign_words().1 {
            [] => 0,
            words @ [.., last] => words.len() * Word::BITS as usize - last.leading_zeros() as usize,
        },
    }
}

/// The ones in the binary representation of the absolute value.
pub fn bit_count(a: IntRef) -> usize {
    match a {
        IntRef::Small(x) => x.unsigned_abs().count_ones() as usize,
        IntRef::Big(x) => x.as_sign_words().1.iter().map(|word| word.count_ones() as usize).sum(),
    }
}
