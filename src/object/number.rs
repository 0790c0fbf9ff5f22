//! `BigInt` and `Complex`: the numbers that are not unboxed.

use dashu_int::IBig;

use super::{Kind, Object, Visitor};

/// Ints up to here, and down to minus this, are floats, too.
pub const EXACT: u64 = 1 << 53;

/// An `int` that does not fit `i64`.
pub struct BigInt(pub IBig);

impl Object for BigInt {
    const KIND: Kind = Kind::BigInt;

    fn visit(&mut self, _: &mut Visitor) {}

    fn external_bytes(&self) -> usize {
        use dashu_base::BitTest;
        self.0.bit_len() / 8
    }
}

/// A `complex`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    pub real: f64,
    pub imag: f64,
}

impl Object for Complex {
    const KIND: Kind = Kind::Complex;

    fn visit(&mut self, _: &mut Visitor) {}
}
