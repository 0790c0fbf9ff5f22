//! `Number`: a decimal number as the General Decimal Arithmetic Specification (M. Cowlishaw, version 1.70) has it: a
//! sign, a coefficient and an exponent, or an infinity, or a NaN with digits of its own.

use std::cell::{Cell, RefCell};

use dashu_base::BitTest;
use dashu_int::UBig;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Finite,
    Infinite,
    QuietNan,
    SignalingNan,
}

/// `(-1)**negative * coefficient * 10**exponent` if it is finite. The coefficient of a NaN is its payload.
#[derive(Clone, Debug)]
pub struct Number {
    pub negative: bool,
    pub kind: Kind,
    pub coefficient: UBig,
    pub exponent: i64,
}

impl Number {
    pub fn new(negative: bool, coefficient: UBig, exponent: i64) -> Number {
        Number { negative, kind: Kind::Finite, coefficient, exponent }
    }

    pub fn zero(negative: bool, exponent: i64) -> Number {
        Number::new(negative, UBig::ZERO, exponent)
    }

    pub fn one() -> Number {
        Number::new(false, UBig::ONE, 0)
    }

    pub fn infinity(negative: bool) -> Number {
        Number { negative, kind: Kind::Infinite, coefficient: UBig::ZERO, exponent: 0 }
    }

    pub fn nan() -> Number {
        Number { negative: false, kind: Kind::QuietNan, coefficient: UBig::ZERO, exponent: 0 }
    }

    pub fn is_finite(&self) -> bool {
        self.kind == Kind::Finite
    }

    pub fn is_infinite(&self) -> bool {
        self.kind == Kind::Infinite
    }

    pub fn is_nan(&self) -> bool {
        matches!(self.kind, Kind::QuietNan | Kind::SignalingNan)
    }

    pub fn is_signaling(&self) -> bool {
        self.kind == Kind::SignalingNan
    }

    /// Whether it is a zero of any exponent.
    pub fn is_zero(&self) -> bool {
        self.is_finite() && self.coefficient.is_zero()
    }

    /// How many digits the coefficient has; zero has one.
    pub fn digits(&self) -> i64 {
        digits(&self.coefficient)
    }

    /// The exponent of the first digit.
    pub fn adjusted(&self) -> i64 {
        self.exponent + self.digits() - 1
    }

    pub fn with_sign(mut self, negative: bool) -> Number {
        self.negative = negative;
        self
    }

    pub fn is_integer(&self) -> bool {
        match self.kind {
            Kind::Finite if self.exponent >= 0 || self.coefficient.is_zero() => true,
            // More zeros than digits cannot end it.
            Kind::Finite if -self.exponent >= self.digits() => false,
            Kind::Finite => (&self.coefficient % power_of_ten(-self.exponent)).is_zero(),
            _ => false,
        }
    }

    /// Whether it is an odd integer.
    pub fn is_odd(&self) -> bool {
        if !self.is_integer() || self.is_zero() || self.exponent > 0 {
            return false;
        }
        let units = &self.coefficient / power_of_ten(-self.exponent);
        units.bit(0)
    }
}

/// Of the powers of ten that are kept.
const KEPT: usize = 256;

/// More digits than a number can have: its memory would be gone.
const MOST_DIGITS: i64 = 50_000_000;

thread_local! {
    static POWERS: RefCell<Vec<UBig>> = RefCell::new(vec![UBig::ONE]);
    static EXHAUSTED: Cell<bool> = const { Cell::new(false) };
}

/// Whether so many digits can be had. If not, the operation goes on with fewer, and `was_exhausted` says so at its end.
pub fn has_room(count: i64) -> bool {
    let has_room = count <= MOST_DIGITS;
    if !has_room {
        EXHAUSTED.set(true);
    }
    has_room
}

/// Whether an operation needed more memory than there is; asking ends it.
pub fn was_exhausted() -> bool {
    EXHAUSTED.take()
}

/// `10**exponent`.
pub fn power_of_ten(exponent: i64) -> UBig {
    let exponent = if has_room(exponent) { exponent as usize } else { 0 };
    if exponent >= KEPT {
        return UBig::from(10u8).pow(exponent);
    }
    POWERS.with_borrow_mut(|powers| {
        while powers.len() <= exponent {
            let next = &powers[powers.len() - 1] * 10u8;
            powers.push(next);
        }
        powers[exponent].clone()
    })
}

/// How many decimal digits `value` has; zero has one.
pub fn digits(value: &UBig) -> i64 {
    let bits = value.bit_len();
    if bits == 0 {
        return 1;
    }
    // log10(2) is a bit less than 30103 / 100000, so that the guess can only be one too small.
    let guess = ((bits - 1) as u64 * 30_102 / 100_000) as i64 + 1;
    let mut found = guess;
    while *value >= power_of_ten(found) {
        found += 1;
    }
    found
}

/// `value * 10**count`.
pub fn scaled(value: &UBig, count: i64) -> UBig {
    if count == 0 || value.is_zero() { value.clone() } else { value * power_of_ten(count) }
}
