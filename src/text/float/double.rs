//! `Double`: numbers of twice the digits of a float, as an unevaluated sum of two.

use std::ops::{Add, Mul};

/// An unevaluated sum: `low` is what `high` lost by rounding.
#[derive(Clone, Copy)]
pub struct Double {
    pub high: f64,
    pub low: f64,
}

pub(super) const LN2: Double = Double { high: std::f64::consts::LN_2, low: 2.319046813846299616e-17 };

impl Double {
    pub fn new(high: f64) -> Double {
        Double { high, low: 0.0 }
    }

    /// `a + b` for `|a| >= |b|`.
    pub fn quick_sum(a: f64, b: f64) -> Double {
        let high = a + b;
        Double { high, low: b - (high - a) }
    }

    /// `a + b`, exactly.
    pub fn sum(a: f64, b: f64) -> Double {
        let high = a + b;
        let part = high - a;
        Double { high, low: (a - (high - part)) + (b - part) }
    }

    /// `a * b`, exactly, by splitting both into halves of their digits.
    pub fn product(a: f64, b: f64) -> Double {
        let split = |x: f64| {
            let scaled = 134_217_729.0 * x;
            let high = scaled - (scaled - x);
            (high, x - high)
        };
        let high = a * b;
        let ((a1, a2), (b1, b2)) = (split(a), split(b));
        Double { high, low: ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2 }
    }

    pub fn scale(self, factor: f64) -> Double {
        Double { high: self.high * factor, low: self.low * factor }
    }

    pub fn inverse(self) -> Double {
        let first = 1.0 / self.high;
        let rest = Double::new(1.0) + (self * Double::new(first)).scale(-1.0);
        Double::quick_sum(first, rest.high * first)
    }

    pub fn sqrt(x: f64) -> Double {
        let root = x.sqrt();
        let square = Double::product(root, root);
        Double::quick_sum(root, ((x - square.high) - square.low) / (2.0 * root))
    }
}

impl Add for Double {
    type Output = Double;

    fn add(self, other: Double) -> Double {
        let high = Double::sum(self.high, other.high);
        let low = Double::sum(self.low, other.low);
        let first = Double::quick_sum(high.high, high.low + low.high);
        Double::quick_sum(first.high, first.low + low.low)
    }
}

impl Mul for Double {
    type Output = Double;

    fn mul(self, other: Double) -> Double {
        let product = Double::product(self.high, other.high);
        Double::quick_sum(product.high, product.low + (self.high * other.low + self.low * other.high))
    }
}
