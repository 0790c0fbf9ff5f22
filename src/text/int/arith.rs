//! The arithmetic and bitwise operators of `int`, with floor division and overflow to big integers.

use dashu_int::{IBig, ops::DivRem};

use super::{Int, IntRef, add_big, bit_length, check_size, scaled};
use crate::text::{Error, Result};
use IntRef::Small;

pub fn add(a: IntRef, b: IntRef) -> Int {
    if let (Small(x), Small(y)) = (a, b)
        && let Some(sum) = x.checked_add(y)
    {
        return Int::Small(sum);
    }
    Int::from(add_big(&a.big(), &b.big()))
}

pub fn sub(a: IntRef, b: IntRef) -> Int {
    if let (Small(x), Small(y)) = (a, b)
        && let Some(difference) = x.checked_sub(y)
    {
        return Int::Small(difference);
    }
    Int::from(&*a.big() - &*b.big())
}

pub fn mul(a: IntRef, b: IntRef) -> Result<Int> {
    if let (Small(x), Small(y)) = (a, b)
        && let Some(product) = x.checked_mul(y)
    {
        return Ok(Int::Small(product));
    }
    check_size(bit_length(a) + bit_length(b))?;
    Ok(Int::from(&*a.big() * &*b.big()))
}

/// `a // b` and `a % b`: the quotient is rounded down, the remainder has the divisor's sign.
pub fn divmod(a: IntRef, b: IntRef) -> Result<(Int, Int)> {
    if b.is_zero() {
        return Err(Error::zero_division());
    }
    if let (Small(x), Small(y)) = (a, b)
        && let Some(quotient) = x.checked_div(y)
    {
        let remainder = x % y;
        if remainder != 0 && (remainder < 0) != (y < 0) {
            return Ok((Int::Small(quotient - 1), Int::Small(remainder + y)));
        }
        return Ok((Int::Small(quotient), Int::Small(remainder)));
    }
    let divisor = b.big();
    let (quotient, remainder) = (&*a.big()).div_rem(&*divisor);
    if !remainder.is_zero() && remainder.sign() != divisor.sign() {
        return Ok((Int::from(quotient - IBig::ONE), Int::from(remainder + &*divisor)));
    }
    Ok((Int::from(quotient), Int::from(remainder)))
}

pub fn floor_div(a: IntRef, b: IntRef) -> Result<Int> {
    Ok(divmod(a, b)?.0)
}

pub fn modulo(a: IntRef, b: IntRef) -> Result<Int> {
    if b.is_zero() || matches!((a, b), (Small(_), Small(_))) {
        return Ok(divmod(a, b)?.1);
    }
    let divisor = b.big();
    let remainder = &*a.big() % &*divisor;
    if !remainder.is_zero() && remainder.sign() != divisor.sign() {
        return Ok(Int::from(remainder + &*divisor));
    }
    Ok(Int::from(remainder))
}

/// The integers up to here in magnitude are exact as floats, so that one float division rounds once.
const EXACT: u64 = 1 << 53;

/// `a / b`, correctly rounded whatever the size of the operands.
pub fn true_div(a: IntRef, b: IntRef) -> Result<f64> {
    if b.is_zero() {
        return Err(Error::zero_division());
    }
    if let (Small(x), Small(y)) = (a, b)
        && x.unsigned_abs() <= EXACT
        && y.unsigned_abs() <= EXACT
    {
        return Ok(x as f64 / y as f64);
    }
    let negative = a.is_negative() != b.is_negative();
    let magnitude = divide_magnitudes(a, b)
        .ok_or_else(|| Error::overflow("integer division result too large for a float"))?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// `|a| / |b|` rounded once, or `None` where it is too large for a float.
fn divide_magnitudes(a: IntRef, b: IntRef) -> Option<f64> {
    let excess = bit_length(a) as i64 - bit_length(b) as i64;
    if a.is_zero() || excess < -1080 {
        return Some(0.0);
    }
    if excess > 1030 {
        return None;
    }
    // The quotient then has 63 or 64 bits: more than rounding needs, and the rest only decides ties.
    let shift = excess - 63;
    let (mut dividend, mut divisor) = (a.big().into_owned(), b.big().into_owned());
    if shift < 0 {
        dividend <<= shift.unsigned_abs() as usize;
    } else {
        divisor <<= shift as usize;
    }
    let (quotient, remainder) = dividend.div_rem(divisor);
    let (_, quotient) = quotient.into_parts();
    let quotient = u64::try_from(quotient).expect("a quotient of at most 64 bits");
    scaled(quotient, !remainder.is_zero(), shift as i32)
}

pub fn neg(a: IntRef) -> Int {
    match a {
        IntRef::Big(a) => Int::from(-a),
        Small(_) => sub(Small(0), a),
    }
}

pub fn abs(a: IntRef) -> Int {
    if a.is_negative() { neg(a) } else { a.to_int() }
}

pub fn invert(a: IntRef) -> Int {
    sub(Small(-1), a)
}

pub fn and(a: IntRef, b: IntRef) -> Int {
    match (a, b) {
        (Small(x), Small(y)) => Int::Small(x & y),
        _ => Int::from(&*a.big() & &*b.big()),
    }
}

pub fn or(a: IntRef, b: IntRef) -> Int {
    match (a, b) {
        (Small(x), Small(y)) => Int::Small(x | y),
        _ => Int::from(&*a.big() | &*b.big()),
    }
}

pub fn xor(a: IntRef, b: IntRef) -> Int {
    match (a, b) {
        (Small(x), Small(y)) => Int::Small(x ^ y),
        _ => Int::from(&*a.big() ^ &*b.big()),
    }
}

pub fn shl(a: IntRef, count: IntRef) -> Result<Int> {
    if count.is_negative() {
        return Err(Error::value("negative shift count"));
    }
    if a.is_zero() {
        return Ok(Int::Small(0));
    }
    let Small(count) = count else {
        return Err(Error::overflow("too many digits in integer"));
    };
    if let Small(x) = a
        && count < 63
        && (x << count) >> count == x
    {
        return Ok(Int::Small(x << count));
    }
    let count = usize::try_from(count).map_err(|_| Error::memory())?;
    check_size(count.saturating_add(bit_length(a)))?;
    Ok(Int::from(&*a.big() << count))
}

pub fn shr(a: IntRef, count: IntRef) -> Result<Int> {
    if count.is_negative() {
        return Err(Error::value("negative shift count"));
    }
    let bits = match count {
        Small(count) => usize::try_from(count).unwrap_or(usize::MAX),
        IntRef::Big(_) => usize::MAX,
    };
    match a {
        Small(x) => Ok(Int::Small(x >> bits.min(63))),
        IntRef::Big(_) if bits > bit_length(a) => Ok(Int::Small(if a.is_negative() { -1 } else { 0 })),
        IntRef::Big(x) => Ok(Int::from(x >> bits)),
    }
}
