//! `x ** y` for floats, rounded to the nearest: computed with twice the digits of a double.
//!
//! C's `pow` is that good on the systems where CPython runs; what is at hand in WebAssembly is not,
//! and programs print the last digit.

use super::double::{Double, LN2};

/// `x ** y` as C's `pow` defines it.
pub fn power(x: f64, y: f64) -> f64 {
    let whole = y == y.trunc();
    let ordinary = x != 0.0 && x.is_finite() && y.is_finite() && y != 0.0 && (x > 0.0 || whole);
    // Results near the ends of the range round differently.
    if !ordinary || x.is_subnormal() || is_near_the_end(x, y) {
        return libm::pow(x, y);
    }
    let odd = whole && (y * 0.5) != (y * 0.5).trunc();
    let result = positive_power(x.abs(), y);
    if x < 0.0 && odd { -result } else { result }
}

/// Whether `x ** y` is nearly too large or too small for a double.
fn is_near_the_end(x: f64, y: f64) -> bool {
    // The exponent bounds the logarithm, which is left to be computed where that does not tell.
    let exponent = ((x.to_bits() >> 52) & 0x7ff) as i32 - 1023;
    let bound = f64::from(exponent.abs() + 1) * y.abs();
    bound > 1020.0 && (y * x.abs().log2()).abs() > 1020.0
}

fn positive_power(x: f64, y: f64) -> f64 {
    let (mantissa, exponent) = libm::frexp(x);
    let twice = y * 2.0;
    if twice == twice.trunc() && y.abs() <= 64.0 {
        return half_integer_power(mantissa, exponent, twice as i32);
    }
    let log = Double::product(f64::from(exponent), LN2.high)
        + Double::new(f64::from(exponent) * LN2.low)
        + log(mantissa);
    let (value, shift) = exp(log * Double::new(y));
    libm::ldexp(value.high + value.low, shift)
}

/// `(mantissa * 2**exponent) ** (twice / 2)` by squaring.
fn half_integer_power(mantissa: f64, exponent: i32, twice: i32) -> f64 {
    // The exponent is made even, so that its half is whole.
    let (mantissa, exponent) =
        if exponent % 2 == 0 { (mantissa, exponent) } else { (mantissa * 2.0, exponent - 1) };
    let mut count = twice.unsigned_abs() / 2;
    let mut square = Double::new(mantissa);
    let mut result = if twice % 2 == 0 { Double::new(1.0) } else { Double::sqrt(mantissa) };
    while count > 0 {
        if count & 1 == 1 {
            result = result * square;
        }
        count >>= 1;
        if count > 0 {
            square = square * square;
        }
    }
    let result = if twice < 0 { result.inverse() } else { result };
    libm::ldexp(result.high + result.low, exponent / 2 * twice)
}

/// The natural logarithm: a double's, and what is missing to it by one step of Newton's method.
fn log(x: f64) -> Double {
    let first = libm::log(x);
    let (value, shift) = exp(Double::new(-first));
    let rest = Double::new(libm::ldexp(x, shift)) * value + Double::new(-1.0);
    Double::sum(first, rest.high - rest.high * rest.high / 2.0) + Double::new(rest.low)
}

/// `e ** x` as a value near one and a power of two.
fn exp(x: Double) -> (Double, i32) {
    const HALVINGS: u32 = 9;
    let shift = (x.high / LN2.high).round_ties_even();
    let reduced = x + Double::product(-shift, LN2.high) + Double::new(-shift * LN2.low);
    let small = reduced.scale(1.0 / f64::from(1 << HALVINGS));
    // `e ** small - 1` by its series, then squared back without losing what is beside the one.
    let mut term = small;
    let mut sum = small;
    for n in 2..=9 {
        term = term * small * Double::new(f64::from(n)).inverse();
        sum = sum + term;
    }
    for _ in 0..HALVINGS {
        sum = sum.scale(2.0) + sum * sum;
    }
    (sum + Double::new(1.0), shift as i32)
}
