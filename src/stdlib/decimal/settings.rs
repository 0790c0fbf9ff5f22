//! What an operation is done by: precision, rounding, the range of exponents; and what it has to report.

use super::number::Number;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    ZeroFiveUp,
}

/// The names that programs know the ways of rounding by.
pub const ROUNDINGS: [(&str, Rounding); 8] = [
    ("ROUND_CEILING", Rounding::Ceiling),
    ("ROUND_FLOOR", Rounding::Floor),
    ("ROUND_UP", Rounding::Up),
    ("ROUND_DOWN", Rounding::Down),
    ("ROUND_HALF_UP", Rounding::HalfUp),
    ("ROUND_HALF_DOWN", Rounding::HalfDown),
    ("ROUND_HALF_EVEN", Rounding::HalfEven),
    ("ROUND_05UP", Rounding::ZeroFiveUp),
];

impl Rounding {
    pub fn of(name: &str) -> Option<Rounding> {
        ROUNDINGS.iter().find(|(known, _)| *known == name).map(|(_, rounding)| *rounding)
    }

    pub fn name(self) -> &'static str {
        ROUNDINGS.iter().find(|(_, rounding)| *rounding == self).expect("every way has a name").0
    }
}

/// Conditions, by bit. The first five are reported to programs as `INVALID_OPERATION`.
pub mod conditions {
    pub const INVALID_OPERATION: u32 = 1;
    pub const CONVERSION_SYNTAX: u32 = 1 << 1;
    pub const DIVISION_IMPOSSIBLE: u32 = 1 << 2;
    pub const DIVISION_UNDEFINED: u32 = 1 << 3;
    // The next bit is `InvalidContext`, which settings that are checked never meet.
    pub const FLOAT_OPERATION: u32 = 1 << 5;
    pub const DIVISION_BY_ZERO: u32 = 1 << 6;
    pub const OVERFLOW: u32 = 1 << 7;
    pub const UNDERFLOW: u32 = 1 << 8;
    pub const SUBNORMAL: u32 = 1 << 9;
    pub const INEXACT: u32 = 1 << 10;
    pub const ROUNDED: u32 = 1 << 11;
    pub const CLAMPED: u32 = 1 << 12;
    /// All conditions that count as an invalid operation.
    pub const ANY_INVALID: u32 = 0b11111;
}

/// The settings of a context that arithmetic looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    pub precision: i64,
    pub rounding: Rounding,
    pub least_exponent: i64,
    pub greatest_exponent: i64,
    /// Whether exponents are kept low enough for the coefficient to be written in full.
    pub clamp: bool,
}

/// What programs can set them to.
pub const MOST_PRECISION: i64 = 999_999_999_999_999_999;
pub const GREATEST_EXPONENT: i64 = 999_999_999_999_999_999;
/// The exponent of the least number that there can be.
pub const LEAST_TINY: i64 = -GREATEST_EXPONENT - (MOST_PRECISION - 1);

impl Settings {
    /// The least exponent of a subnormal number.
    pub fn tiny(&self) -> i64 {
        self.least_exponent - self.precision + 1
    }

    /// The greatest exponent of a coefficient with all its digits.
    pub fn top(&self) -> i64 {
        self.greatest_exponent - self.precision + 1
    }
}

/// Settings for one operation, and the conditions that it has met.
pub struct Work {
    pub settings: Settings,
    pub met: u32,
}

impl Work {
    pub fn new(settings: Settings) -> Work {
        Work { settings, met: 0 }
    }

    pub fn meet(&mut self, conditions: u32) {
        self.met |= conditions;
    }

    /// Meets a condition whose result is a NaN.
    pub fn invalid(&mut self, condition: u32) -> Number {
        self.meet(condition);
        Number::nan()
    }
}
