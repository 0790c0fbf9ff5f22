//! `exp` and the logarithms, rounded to the nearest but for one case in a hundred.
//!
//! What is at hand in WebAssembly errs in the last digit ten times as often, which programs print.

use super::double::{Double, LN2};

/// `e ** x`.
pub fn exp(x: f64) -> f64 {
    // Beyond these the result is subnormal, infinite or not a number.
    if !(-708.0..709.0).contains(&x) {
        return libm::exp(x);
    }
    let shift = (x / LN2.high).round_ties_even();
    let reduced = Double::new(x) + Double::product(-shift, LN2.high) + Double::new(-shift * LN2.low);
    let r = reduced.high;
    // `1 + r + r*r/2` in full, the rest of the series, which is below a hundredth, as a float.
    let mut tail = 0.0;
    for n in (3..=17).rev() {
        tail = tail * r + INVERSE_FACTORIALS[n];
    }
    let square = Double::product(r, r);
    let small = Double { high: square.high / 2.0, low: square.low / 2.0 + r * reduced.low };
    let value = Double::new(1.0) + reduced + small + Double::new(r * r * r * tail);
    libm::ldexp(value.high + value.low, shift as i32)
}

const INVERSE_FACTORIALS: [f64; 18] = {
    let mut inverses = [1.0; 18];
    let mut factorial = 1.0;
    let mut n = 1;
    while n < 18 {
        factorial *= n as f64;
        inverses[n] = 1.0 / factorial;
        n += 1;
    }
    inverses
};

/// The natural logarithm.
pub fn log(x: f64) -> f64 {
    if !is_ordinary(x) {
        return libm::log(x);
    }
    let value = double_log(x);
    value.high + value.low
}

/// The logarithm to base 2.
pub fn log2(x: f64) -> f64 {
    if !is_ordinary(x) {
        return libm::log2(x);
    }
    let (mantissa, exponent) = split(x);
    let value = Double::new(f64::from(exponent)) + near_one_log(mantissa) * LN2.inverse();
    value.high + value.low
}

/// The logarithm to base 10.
pub fn log10(x: f64) -> f64 {
    const LN10: Double = Double { high: std::f64::consts::LN_10, low: -2.1707562233822494e-16 };
    if !is_ordinary(x) {
        return libm::log10(x);
    }
    let value = double_log(x) * LN10.inverse();
    value.high + value.low
}

/// Positive, finite, and with all its digits.
fn is_ordinary(x: f64) -> bool {
    x.is_normal() && x > 0.0
}

/// The mantissa between the roots of one half and of two, and the exponent.
fn split(x: f64) -> (f64, i32) {
    let (mantissa, exponent) = libm::frexp(x);
    if mantissa < std::f64::consts::FRAC_1_SQRT_2 { (mantissa * 2.0, exponent - 1) } else { (mantissa, exponent) }
}

fn double_log(x: f64) -> Double {
    let (mantissa, exponent) = split(x);
    let exponent = f64::from(exponent);
    Double::product(exponent, LN2.high) + Double::new(exponent * LN2.low) + near_one_log(mantissa)
}

/// The logarithm of a number near one: twice the inverse hyperbolic tangent of `(x - 1) / (x + 1)`.
fn near_one_log(x: f64) -> Double {
    let ratio = Double::new(x - 1.0) * Double::sum(x, 1.0).inverse();
    let s = ratio.high;
    let square = s * s;
    // The first term in full, the others, which are a hundredth of it at most, as a float.
    let mut tail = 0.0;
    for n in (1..=11).rev() {
        tail = tail * square + 1.0 / f64::from(2 * n + 1);
    }
    (ratio + Double::new(s * square * tail)).scale(2.0)
}
