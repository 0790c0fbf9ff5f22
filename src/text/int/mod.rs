//! `Int`: Python's `int` as `i64` where it fits and a big integer where it does not.

mod arith;
mod bits;
mod bytes;
mod compare;
mod convert;
mod digits;
mod parse;
mod pow;
mod print;
mod sum;

pub use arith::*;
pub use bits::*;
pub use bytes::*;
pub use compare::*;
pub use convert::*;
pub use digits::*;
pub use parse::*;
pub use pow::*;
pub use print::*;
pub use sum::*;

use dashu_int::IBig;
use std::borrow::Cow;

use super::{Error, Result};

/// An owned integer.
///
/// Invariant: `Big` holds only what does not fit in an `i64`, so equal integers have equal shapes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Int {
    Small(i64),
    Big(IBig),
}

/// A borrowed integer: what every operation takes, so that a heap's big integer need not be copied.
#[derive(Clone, Copy, Debug)]
pub enum IntRef<'a> {
    Small(i64),
    Big(&'a IBig),
}

impl Int {
    pub fn as_ref(&self) -> IntRef<'_> {
        match self {
            Int::Small(value) => IntRef::Small(*value),
            Int::Big(value) => IntRef::Big(value),
        }
    }
}

impl From<IBig> for Int {
    fn from(value: IBig) -> Int {
        match i64::try_from(&value) {
            Ok(small) => Int::Small(small),
            Err(_) => Int::Big(value),
        }
    }
}

impl From<i64> for Int {
    fn from(value: i64) -> Int {
        Int::Small(value)
    }
}

impl From<usize> for Int {
    fn from(value: usize) -> Int {
        Int::from(IBig::from(value))
    }
}

impl<'a> IntRef<'a> {
    pub fn big(self) -> Cow<'a, IBig> {
        match self {
            IntRef::Small(value) => Cow::Owned(IBig::from(value)),
            IntRef::Big(value) => Cow::Borrowed(value),
        }
    }

    pub fn to_int(self) -> Int {
        match self {
            IntRef::Small(value) => Int::Small(value),
            IntRef::Big(value) => Int::Big(value.clone()),
        }
    }

    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(value) => value < 0,
            IntRef::Big(value) => value.sign() == dashu_int::Sign::Negative,
        }
    }

    pub fn is_zero(self) -> bool {
        matches!(self, IntRef::Small(0))
    }

    /// The value if it fits in an `i64`.
    pub fn small(self) -> Option<i64> {
        match self {
            IntRef::Small(value) => Some(value),
            IntRef::Big(_) => None,
        }
    }
}

/// The largest result in bits that is still computed; beyond it CPython would run out of memory too.
const MAX_BITS: usize = 1 << 31;

/// `MemoryError` rather than an attempt at an integer of `bits` bits.
fn check_size(bits: usize) -> Result<()> {
    if bits > MAX_BITS {
        return Err(Error::memory());
    }
    Ok(())
}
